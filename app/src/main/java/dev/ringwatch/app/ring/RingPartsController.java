package dev.ringwatch.app.ring;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.app.ring.Looks.Looked;
import dev.ringwatch.app.ring.RingView.MemberPage;
import dev.ringwatch.app.ring.RingView.MemberView;
import dev.ringwatch.postgres.ring.KeptChange;
import dev.ringwatch.postgres.ring.KeptEdge;
import dev.ringwatch.postgres.ring.KeptMember;
import dev.ringwatch.postgres.ring.KeptRings.MemberPlace;
import dev.ringwatch.postgres.ring.RingJson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What belongs to a ring, page by page: its members, its edges, its history. */
@RestController
final class RingPartsController {

  private static final String MEMBERS = "ring-members";
  private static final String EDGES = "ring-edges";
  private static final String HISTORY = "ring-history";
  private static final String LEFT = "left";
  private static final String IN = "in";

  private final Looks looks;

  RingPartsController(Looks looks) {
    this.looks = looks;
  }

  /** A page of edges; {@code next} is the cursor of the next page, null if there is none. */
  record EdgePage(List<EdgeView> edges, @Nullable String next) {}

  /** Two members that share more than chance explains. Names are a contract. */
  record EdgeView(
      String accountA,
      String accountB,
      double weight,
      double pValue,
      int shared,
      List<RingJson.Tie> evidence) {

    static EdgeView of(KeptEdge edge) {
      RingJson.Ties ties = RingJson.readTies(edge.evidence());
      return new EdgeView(
          edge.a(), edge.b(), edge.weight(), edge.pValue(), ties.shared(), ties.evidence());
    }
  }

  /** A page of history; {@code next} is the cursor of the next page, null if there is none. */
  record HistoryPage(List<ChangeView> history, @Nullable String next) {}

  /**
   * Something that became of a ring: of the one that was asked for, or of one that went into it or
   * came out of it. Names are a contract.
   */
  record ChangeView(
      String ringId,
      Instant tick,
      String kind,
      @Nullable String otherRing,
      int members,
      int joined,
      int left,
      List<String> joinedAccounts,
      List<String> leftAccounts) {

    static ChangeView of(KeptChange change) {
      return new ChangeView(
          change.ringId(),
          change.at(),
          change.kind(),
          change.otherRing(),
          change.members(),
          change.joined(),
          change.left(),
          RingJson.readNames(change.joinedAccounts()),
          RingJson.readNames(change.leftAccounts()));
    }
  }

  /** Who is in it, and then who was. */
  @GetMapping("/v1/rings/{id}/members")
  ResponseEntity<?> members(@PathVariable String id, HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    int limit = parameters.limit();
    MemberPlace after =
        parameters.cursor().map(RingPartsController::memberPlace).orElse(MemberPlace.START);
    return looks.page(
        new Looked(Who.of(request), AuditAction.RING_MEMBERS, id),
        "members",
        rings -> rings.members(id, after, limit),
        page -> memberPage(page, limit));
  }

  static MemberPage memberPage(List<KeptMember> page, int limit) {
    return new MemberPage(
        page.stream().map(MemberView::of).toList(),
        page.size() < limit ? null : cursor(MemberPlace.of(page.getLast())));
  }

  private static MemberPlace memberPlace(String cursor) {
    Cursor.Reader reader = Cursor.from(MEMBERS, cursor);
    String part = reader.text();
    if (!part.equals(LEFT) && !part.equals(IN)) {
      throw new UnusableRequestException("the cursor names a part that no ring has: " + part);
    }
    MemberPlace place = new MemberPlace(part.equals(LEFT), reader.text());
    reader.end();
    return place;
  }

  private static String cursor(MemberPlace last) {
    return Cursor.to(MEMBERS).text(last.left() ? LEFT : IN).text(last.account()).done();
  }

  /** What ties its members, the strongest first. */
  @GetMapping("/v1/rings/{id}/edges")
  ResponseEntity<?> edges(@PathVariable String id, HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    int limit = parameters.limit();
    KeptEdge.Place after = parameters.cursor().map(RingPartsController::edgePlace).orElse(null);
    return looks.page(
        new Looked(Who.of(request), AuditAction.RING_EDGES, id),
        "edges",
        rings -> rings.edges(id, after, limit),
        page -> edgePage(page, limit));
  }

  private static EdgePage edgePage(List<KeptEdge> page, int limit) {
    return new EdgePage(
        page.stream().map(EdgeView::of).toList(),
        page.size() < limit ? null : cursor(page.getLast().place()));
  }

  private static KeptEdge.Place edgePlace(String cursor) {
    Cursor.Reader reader = Cursor.from(EDGES, cursor);
    KeptEdge.Place place = new KeptEdge.Place(reader.score(), reader.text(), reader.text());
    reader.end();
    return place;
  }

  private static String cursor(KeptEdge.Place last) {
    return Cursor.to(EDGES).score(last.weight()).text(last.a()).text(last.b()).done();
  }

  /** What became of it, the newest first. */
  @GetMapping("/v1/rings/{id}/history")
  ResponseEntity<?> history(@PathVariable String id, HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    int limit = parameters.limit();
    long before = parameters.cursor().map(RingPartsController::entry).orElse(Long.MAX_VALUE);
    return looks.page(
        new Looked(Who.of(request), AuditAction.RING_HISTORY, id),
        "entries",
        rings -> rings.history(id, before, limit),
        page -> historyPage(page, limit));
  }

  private static HistoryPage historyPage(List<KeptChange> page, int limit) {
    return new HistoryPage(
        page.stream().map(ChangeView::of).toList(),
        page.size() < limit ? null : Cursor.to(HISTORY).number(page.getLast().entry()).done());
  }

  private static long entry(String cursor) {
    Cursor.Reader reader = Cursor.from(HISTORY, cursor);
    long entry = reader.number();
    reader.end();
    return entry;
  }
}
