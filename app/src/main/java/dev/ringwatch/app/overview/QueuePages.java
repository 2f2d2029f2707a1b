package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.app.queue.QueueDesk;
import dev.ringwatch.app.queue.QueueQuery;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /queue} and {@code /queue/item}: what waits for a verdict, and one of these items. */
@Controller
final class QueuePages {

  private final QueueDesk desk;
  private final QueueRows rows;
  private final Items items;
  private final Audit audit;
  private final Frames frames;

  QueuePages(QueueDesk desk, QueueRows rows, Items items, Audit audit, Frames frames) {
    this.desk = desk;
    this.rows = rows;
    this.items = items;
    this.audit = audit;
    this.frames = frames;
  }

  @GetMapping("/queue")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    QueueQuery query = QueueQuery.of(request);
    Who who = Who.of(request);
    QueueDesk.Page page = desk.page(who, query, QueueQuery.part(request));
    Frame frame = frames.frame("Queue", caller, token);
    QueueAddress address = new QueueAddress(query.asked());
    return Html.page(
        "overview/queue",
        QueueList.of(
            frame,
            address,
            page,
            rows.of(page.items(), frame, who.actor().toString(), address),
            said(who, request, address)));
  }

  private Optional<Said> said(Who who, HttpServletRequest request, QueueAddress address) {
    return Said.of(
        Optional.ofNullable(request.getParameter("said")).flatMap(id -> desk.own(who, id)),
        address);
  }

  /** Whoever has the item has it for longer by looking at it. What is shown is recorded before. */
  @GetMapping("/queue/item")
  ResponseEntity<String> item(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    VerdictSubject subject = subject(request);
    Who who = Who.of(request);
    Frame frame = frames.frame("Queue item", caller, token);
    boolean mine = frame.mayDecide() && desk.look(who, subject);
    QueueAddress address = new QueueAddress(QueueQuery.of(request).asked());
    Items.Look look =
        new Items.Look(
            desk.find(who, subject), who.actor().toString(), address, said(who, request, address));
    OneItem shown = items.of(frame, subject, look);
    recordLook(who, subject, mine);
    return Html.page("overview/queue-item", shown);
  }

  private void recordLook(Who who, VerdictSubject subject, boolean mine) {
    AuditAction action = subject.isRing() ? AuditAction.RING_LOOK : AuditAction.ACCOUNT_LOOK;
    audit.record(
        who,
        action,
        subject.id(),
        Audit.DONE,
        Map.of("page", "queue", "taken", Boolean.toString(mine)));
  }

  /** The account or ring that an address or a form names. */
  static VerdictSubject subject(HttpServletRequest request) {
    String account = request.getParameter("account");
    String ring = request.getParameter("ring");
    if ((account == null) == (ring == null)) {
      throw new UnusableRequestException("the address names one account or one ring");
    }
    try {
      return account == null ? VerdictSubject.ring(ring) : VerdictSubject.account(account);
    } catch (IllegalArgumentException e) {
      throw new UnusableRequestException(String.valueOf(e.getMessage()));
    }
  }
}
