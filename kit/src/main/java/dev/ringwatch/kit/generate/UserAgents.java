package dev.ringwatch.kit.generate;

import java.util.ArrayList;
import java.util.List;

/** A few hundred user agents, popular by a Zipf law within their platform. Immutable. */
final class UserAgents {

  private static final String[] PHONES = {
    "SM-G991B", "SM-A536B", "SM-A125F", "Pixel 7", "Pixel 8a", "M2102J20SG", "2201117TY", "CPH2269",
    "RMX3085", "moto g(60)", "V2111", "TECNO KF6i", "Infinix X688B", "XQ-BT52", "LE2113", "SM-S918B"
  };
  private static final String[] SYSTEMS = {
    "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64"
  };

  private final Models androids;
  private final Models iphones;
  private final Models browsers;

  UserAgents(Dice dice) {
    androids = new Models(shuffled(androids(), dice));
    iphones = new Models(shuffled(iphones(), dice));
    browsers = new Models(shuffled(browsers(), dice));
  }

  /** The user agent at a quantile in [0, 1) of a platform's. */
  String of(Devices.Platform platform, double quantile) {
    return switch (platform) {
      case ANDROID -> androids.at(quantile);
      case IOS -> iphones.at(quantile);
      case WEB -> browsers.at(quantile);
    };
  }

  /**
   * The user agents of a platform.
   *
   * @param texts from the most popular on
   * @param popularity how their ranks are drawn
   */
  private record Models(List<String> texts, Popularity popularity) {
    Models(List<String> texts) {
      this(texts, new Popularity(texts.size()));
    }

    String at(double quantile) {
      return texts.get(popularity.rank(quantile));
    }
  }

  private static List<String> androids() {
    List<String> list = new ArrayList<>();
    for (String phone : PHONES) {
      for (int release = 10; release <= 15; release++) {
        list.add("App/" + (5 + release % 3) + ".2 (Linux; Android " + release + "; " + phone + ")");
      }
    }
    return list;
  }

  private static List<String> iphones() {
    List<String> list = new ArrayList<>();
    for (int major = 15; major <= 18; major++) {
      for (int model = 11; model <= 17; model++) {
        list.add(
            "App/6.1 (iPhone" + model + ",2; iOS " + major + "." + model % 5 + "; Scale/3.00)");
      }
    }
    return list;
  }

  private static List<String> browsers() {
    List<String> list = new ArrayList<>();
    for (String system : SYSTEMS) {
      for (int version = 120; version <= 143; version++) {
        String head = "Mozilla/5.0 (" + system;
        list.add(
            head
                + ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                + version
                + ".0.0.0 Safari/537.36");
        list.add(head + "; rv:" + version + ".0) Gecko/20100101 Firefox/" + version + ".0");
      }
    }
    return list;
  }

  private static List<String> shuffled(List<String> list, Dice dice) {
    List<String> result = new ArrayList<>(list.size());
    for (int index : dice.permutation(list.size())) {
      result.add(list.get(index));
    }
    return result;
  }
}
