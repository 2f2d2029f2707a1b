package dev.ringwatch.postgres.hunt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands above the SQL of a hunt's file, line by line: {@code -- key: value}. */
final class HuntHeader {

  private static final Pattern ENTRY =
      Pattern.compile(
          "-- (title|question|hit|innocent|since|limit|timeout|parameter [^:]*?): *(.*)");
  private static final Pattern MORE = Pattern.compile("--   +(\\S.*)");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?<type>[a-z]+) (?<usual>\\S+?)(?: from (?<least>\\S+) to (?<most>[^\\s:]+))?:"
              + " (?<words>.+)");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final int MOST_PARAMETERS = 20;

  /**
   * A line with a key, and those that continue it.
   *
   * @param line the number of the first of them
   * @param key what stands before the colon
   * @param value what stands behind it
   */
  private record Entry(int line, String key, String value) {}

  private final List<Entry> entries;
  private final int lines;

  private HuntHeader(List<Entry> entries, int lines) {
    this.entries = entries;
    this.lines = lines;
  }

  /** Reads the lines up to the first that is no comment. */
  static HuntHeader read(List<String> all) throws HuntFileException {
    List<Entry> entries = new ArrayList<>();
    int line = 0;
    while (line < all.size() && all.get(line).startsWith("--")) {
      String text = all.get(line).stripTrailing();
      line++;
      Matcher entry = ENTRY.matcher(text);
      Matcher more = MORE.matcher(text);
      if (entry.matches()) {
        add(entries, new Entry(line, entry.group(1), entry.group(2).strip()));
      } else if (more.matches() && !entries.isEmpty()) {
        Entry last = entries.removeLast();
        String joined = (last.value + " " + more.group(1)).strip();
        entries.add(new Entry(last.line, last.key, joined));
      } else {
        throw new HuntFileException(
            line,
            "a line of the header is \"-- key: value\" with title, question, hit, innocent,"
                + " parameter NAME, since, limit or timeout, or goes on with \"--   \"");
      }
    }
    return new HuntHeader(entries, line);
  }

  private static void add(List<Entry> entries, Entry entry) throws HuntFileException {
    if (entries.stream().anyMatch(one -> one.key.equals(entry.key))) {
      throw new HuntFileException(entry.line, entry.key + " is said twice");
    }
    entries.add(entry);
  }

  /** How many lines it has. */
  int lines() {
    return lines;
  }

  HuntWords words() throws HuntFileException {
    return new HuntWords(word("title"), word("question"), word("hit"), word("innocent"));
  }

  private String word(String key) throws HuntFileException {
    for (Entry entry : entries) {
      if (entry.key.equals(key) && !entry.value.isEmpty()) {
        return entry.value;
      }
    }
    throw new HuntFileException(1, "the header does not say " + key);
  }

  /** A length of time that may be said. */
  Duration duration(String key, Duration usual, Duration most) throws HuntFileException {
    HuntParameter form =
        new HuntParameter(
            key,
            HuntType.DURATION,
            HuntDurations.write(usual),
            "1s",
            HuntDurations.write(most),
            key);
    return (Duration) value(key, form);
  }

  /** A number that may be said. */
  int number(String key, int usual, int most) throws HuntFileException {
    HuntParameter form =
        new HuntParameter(
            key, HuntType.INTEGER, Integer.toString(usual), "1", Integer.toString(most), key);
    return Math.toIntExact((Long) value(key, form));
  }

  private Object value(String key, HuntParameter form) throws HuntFileException {
    String text = String.valueOf(form.usual());
    int line = 1;
    for (Entry entry : entries) {
      if (entry.key.equals(key)) {
        text = entry.value;
        line = entry.line;
      }
    }
    try {
      return Objects.requireNonNull(form.read(text));
    } catch (IllegalArgumentException e) {
      throw new HuntFileException(line, String.valueOf(e.getMessage()));
    }
  }

  List<HuntParameter> parameters() throws HuntFileException {
    List<HuntParameter> parameters = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.key.startsWith("parameter ")) {
        parameters.add(parameter(entry));
      }
      if (parameters.size() > MOST_PARAMETERS) {
        throw new HuntFileException(
            entry.line, "there are more than " + MOST_PARAMETERS + " parameters");
      }
    }
    return parameters;
  }

  /** Where a parameter is said. */
  int line(HuntParameter parameter) {
    return entries.stream()
        .filter(entry -> entry.key.equals("parameter " + parameter.name()))
        .mapToInt(Entry::line)
        .findFirst()
        .orElse(1);
  }

  private static HuntParameter parameter(Entry entry) throws HuntFileException {
    String name = entry.key.substring("parameter ".length());
    if (!NAME.matcher(name).matches()) {
      throw new HuntFileException(
          entry.line,
          "a parameter's name is of small letters, digits and _, and begins with a letter, unlike \""
              + name
              + "\"");
    }
    if (List.of(Hunt.SINCE, Hunt.UNTIL, Hunt.LIMIT, "format").contains(name)) {
      throw new HuntFileException(entry.line, "every hunt has " + name + "; choose another name");
    }
    Matcher form = PARAMETER.matcher(entry.value);
    if (!form.matches()) {
      throw new HuntFileException(
          entry.line,
          "a parameter is \"-- parameter NAME: TYPE USUAL from LEAST to MOST: what it is\", where"
              + " from and to may be left out, and USUAL may be any");
    }
    return parameter(entry.line, name, form);
  }

  private static HuntParameter parameter(int line, String name, Matcher form)
      throws HuntFileException {
    HuntType type =
        HuntType.ofWord(form.group("type"))
            .orElseThrow(() ->
                new HuntFileException(
                    line,
                    "the type of "
                        + name
                        + " is integer, number, duration or text, not "
                        + form.group("type")));
    String usual = form.group("usual");
    try {
      return new HuntParameter(
          name,
          type,
          usual.equals(HuntParameter.ANY) ? null : usual,
          form.group("least"),
          form.group("most"),
          form.group("words"));
    } catch (IllegalArgumentException e) {
      throw new HuntFileException(line, String.valueOf(e.getMessage()));
    }
  }
}
