package dev.ringwatch.app.serve;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The system's Chromium, driven by Playwright, looking at a server or at files: it gathers what
 * goes wrong on the pages that it shows, which no test need ask for. Used by one thread.
 */
public final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** What stands beyond the window's edge, but for what can be scrolled by itself. */
  private static final String TOO_WIDE =
      """
      () => [...document.querySelectorAll('body *:not(.tall *):not(.scroll *):not(svg *):not(.skip)')]
        .filter((e) => Math.floor(e.getBoundingClientRect().right) > innerWidth)
        .map((e) => e.outerHTML.slice(0, 120)).slice(0, 3)
      """;

  /** Scripts that are not files of ours, and styles and handlers that stand in the page. */
  private static final String INLINE =
      """
      () => [...document.querySelectorAll('*')].filter((e) =>
          e.localName === 'script' && !(e.getAttribute('src') || '').startsWith('/assets/')
          || e.localName === 'style'
          || [...e.attributes].some((a) => a.name.startsWith('on')))
        .map((e) => e.outerHTML.slice(0, 120))
      """;

  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  private final String server;
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<String> wrong = new CopyOnWriteArrayList<>();

  /** One that looks at a server on a port of this machine. */
  Browser(int port) {
    this("http://127.0.0.1:" + port);
  }

  private Browser(String server) {
    this.server = server;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(FLAGS));
  }

  /** One that looks at files of this machine. */
  public static Browser ofFiles() {
    return new Browser("file://");
  }

  private static Path executable() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("there is no Chromium on the PATH: apt-get install chromium"));
  }

  /** A window of a width, in dark colours or light ones, whose session is its own. */
  public Page window(int width, boolean dark) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(server)
                .setViewportSize(width, 900)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setTimezoneId("Asia/Kolkata")
                .setLocale("en-GB"));
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      if (Set.of("error", "warning").contains(message.type())) {
        wrong.add(page.url() + " said: " + message.text());
      }
    });
    page.onPageError(error -> wrong.add(page.url() + " threw: " + error));
    page.onRequest(request -> {
      if (!request.url().startsWith(server + "/") && !request.url().startsWith("data:")) {
        wrong.add(page.url() + " asked elsewhere: " + request.url());
      }
    });
    return page;
  }

  /** Signs somebody in with {@link RunningServer#PASSWORD}. */
  static void signIn(Page page, String login) {
    page.navigate("/login");
    page.locator("[name=username]").fill(login);
    page.locator("[name=password]").fill(RunningServer.PASSWORD);
    page.locator("[name=password]").press("Enter");
    page.waitForURL(url -> !url.contains("/login"));
  }

  /** Whatever went wrong on any page up to now. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Does what leads to another page, such as sending a form, and waits until that is there. */
  static void follow(Page page, Runnable deed) {
    page.evaluate("() => { document.documentElement.dataset.left = 'yes'; }");
    deed.run();
    page.locator("html:not([data-left])").waitFor();
    page.waitForLoadState();
  }

  /** Why a page does not fit its window or has something inline. */
  static List<String> misfits(Page page) {
    List<String> faults = new ArrayList<>();
    ((List<?>) page.evaluate(TOO_WIDE)).forEach(one -> faults.add("too wide: " + one));
    ((List<?>) page.evaluate(INLINE)).forEach(one -> faults.add("inline: " + one));
    return faults.stream().map(fault -> page.url() + ": " + fault).toList();
  }

  /** Why a page does not fit its window, has something inline, or cannot be used by everybody. */
  static List<String> faults(Page page) {
    List<String> faults = new ArrayList<>(misfits(page));
    AxeRunOptions violations = new AxeRunOptions();
    violations.setResultTypes(List.of("violations"));
    // Without, each page's whole result goes to another page and back; we have no frames.
    new AxeBuilder(page)
        .setLegacyMode(true).options(violations).analyze().getViolations().stream()
            .filter(rule -> SERIOUS.contains(rule.getImpact()))
            .map(rule -> page.url() + ": " + words(rule))
            .forEach(faults::add);
    return faults;
  }

  private static String words(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().getFirst().getHtml();
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
