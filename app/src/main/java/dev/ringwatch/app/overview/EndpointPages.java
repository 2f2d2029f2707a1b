package dev.ringwatch.app.overview;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.alert.EndpointDesk;
import dev.ringwatch.app.alert.UnusableEndpointException;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Frames;
import dev.ringwatch.app.page.Html;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointWorks;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * {@code /endpoints}: where alerts go, how that goes, and the forms to change it. What a form comes
 * to is said on the page that answers it: a secret, and what a receiver answered, are shown once.
 */
@Controller
final class EndpointPages {

  private static final String LIST = "endpoints page";

  private final EndpointDesk desk;
  private final EndpointWorks works;
  private final Frames frames;
  private final Clock clock;

  EndpointPages(EndpointDesk desk, EndpointWorks works, Frames frames, Clock clock) {
    this.desk = desk;
    this.works = works;
    this.frames = frames;
    this.clock = clock;
  }

  @GetMapping("/endpoints")
  ResponseEntity<String> list(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, List.of());
    Asked asked = new Asked(Who.of(request), frames.frame("Endpoints", caller, token));
    return page(
        HttpStatus.OK,
        asked,
        parameters.cursor().map(EndpointPages::name).orElse(null),
        EndpointList.Said.NOTHING);
  }

  /** Who asks, and what stands around the answer. */
  private record Asked(Who who, Frame frame) {}

  private static String name(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    String name = reader.text().replace('\0', ' ');
    reader.end();
    return name;
  }

  private ResponseEntity<String> page(
      HttpStatus status, Asked asked, @Nullable String after, EndpointList.Said said) {
    int limit = Parameters.DEFAULT_LIMIT;
    List<Endpoint> found = desk.page(asked.who(), after, limit + 1);
    List<Endpoint> shown = found.subList(0, Math.min(limit, found.size()));
    Optional<String> next =
        found.size() > limit
            ? Optional.of(
                "/endpoints?cursor=" + Cursor.to(LIST).text(shown.getLast().name()).done())
            : Optional.empty();
    try {
      EndpointList.Facts facts =
          new EndpointList.Facts(
              shown, works.of(shown.stream().map(Endpoint::id).toList()), clock.instant());
      return Html.page(
          status, "overview/endpoints", EndpointList.of(asked.frame(), facts, said, next));
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
  }

  /** Makes one, and shows its secret. */
  @PostMapping("/endpoints")
  ResponseEntity<String> add(
      @AuthenticationPrincipal OperatorCaller caller, CsrfToken token, HttpServletRequest request) {
    Asked asked = new Asked(Who.of(request), frames.frame("Endpoints", caller, token));
    EndpointForm form = EndpointForm.of(request);
    try {
      EndpointDesk.Added added = desk.add(asked.who(), form.fields());
      return page(
          HttpStatus.OK,
          asked,
          null,
          EndpointList.Said.of(
              "Endpoint " + Shown.name(form.name()) + " was made.", added.secret()));
    } catch (UnusableEndpointException e) {
      return page(e.status(), asked, null, EndpointList.Said.refused("Nothing was made", e, form));
    }
  }

  /** Changes one or tries it out, as the button says. */
  @PostMapping("/endpoints/{id}")
  ResponseEntity<String> change(
      @PathVariable String id,
      @AuthenticationPrincipal OperatorCaller caller,
      CsrfToken token,
      HttpServletRequest request) {
    Asked asked = new Asked(Who.of(request), frames.frame("Endpoints", caller, token));
    Optional<Endpoint> found = desk.find(id);
    if (found.isEmpty()) {
      return page(
          HttpStatus.NOT_FOUND,
          asked,
          null,
          EndpointList.Said.wrong("There is no endpoint " + Shown.name(id) + "."));
    }
    String what = String.valueOf(request.getParameter("what"));
    if (what.equals("change")) {
      return changed(asked, found.get(), EndpointForm.of(request));
    }
    Optional<EndpointList.Said> said = done(asked.who(), found.get(), what);
    return page(
        said.isPresent() ? HttpStatus.OK : HttpStatus.BAD_REQUEST,
        asked,
        null,
        said.orElse(
            EndpointList.Said.wrong(
                "What to do is test, change, disable, enable, secret or delete; nothing was changed.")));
  }

  private ResponseEntity<String> changed(Asked asked, Endpoint before, EndpointForm form) {
    try {
      desk.change(asked.who(), before, form.keeping(before).fields());
      EndpointList.Said said =
          EndpointList.Said.done("Endpoint " + Shown.name(form.name()) + " was changed.");
      return page(HttpStatus.OK, asked, null, said);
    } catch (UnusableEndpointException e) {
      String what = "Nothing was changed of " + Shown.name(before.name());
      return page(e.status(), asked, null, EndpointList.Said.refused(what, e, EndpointForm.EMPTY));
    }
  }

  private Optional<EndpointList.Said> done(Who who, Endpoint endpoint, String what) {
    String name = Shown.name(endpoint.name());
    return switch (what) {
      case "test" -> desk.test(who, endpoint.id()).map(tried -> EndpointList.Said.of(name, tried));
      case "disable" -> {
        desk.disable(who, endpoint);
        yield said("Nothing is sent to " + name + " any more. What waits goes on waiting.", null);
      }
      case "enable" -> {
        desk.enable(who, endpoint);
        yield said("Alerts are sent to " + name + " again.", null);
      }
      case "secret" -> {
        Optional<String> secret = desk.rotate(who, endpoint);
        yield secret.isEmpty()
            ? said("An endpoint of this format signs nothing; it has no secret.", null)
            : said(
                "Another secret of " + name + "; the one before holds for 24 hours.", secret.get());
      }
      case "delete" -> {
        desk.delete(who, endpoint);
        yield said("Endpoint " + name + " was deleted; what waited for it was given up.", null);
      }
      default -> Optional.empty();
    };
  }

  private static Optional<EndpointList.Said> said(String sentence, @Nullable String secret) {
    return Optional.of(EndpointList.Said.of(sentence, secret));
  }
}
