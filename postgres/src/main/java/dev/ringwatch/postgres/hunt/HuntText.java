package dev.ringwatch.postgres.hunt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One statement of SQL with named parameters, taken apart: what is quoted stays as it is, comments
 * are left out, and {@code :name} is where a value goes. It can be put into parentheses without
 * becoming anything else: there is one statement, its parentheses match, and it begins with SELECT
 * or WITH.
 *
 * @param pieces the text around the parameters, one more than there are of these
 * @param parameters what stands between the pieces, in order, as often as it is named
 * @param words all that is not quoted and looks like a name, in small letters
 */
record HuntText(List<String> pieces, List<Named> parameters, List<String> words) {

  /** A parameter where it stands. */
  record Named(String name, int line) {}

  HuntText {
    pieces = List.copyOf(pieces);
    parameters = List.copyOf(parameters);
    words = List.copyOf(words);
  }

  /**
   * Takes a text apart.
   *
   * @param firstLine the number of its first line
   */
  static HuntText of(String sql, int firstLine) throws HuntFileException {
    return new Reader(sql, firstLine).read();
  }

  /** Goes through the text once, as PostgreSQL's own scanner does. */
  private static final class Reader {

    private final String sql;
    private final List<String> pieces = new ArrayList<>();
    private final List<Named> parameters = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    private int at;
    private int line;
    private int depth;
    private boolean ended;

    Reader(String sql, int firstLine) {
      this.sql = sql;
      this.line = firstLine;
    }

    HuntText read() throws HuntFileException {
      while (at < sql.length()) {
        step();
      }
      if (depth != 0) {
        throw fault("a parenthesis is opened and not closed");
      }
      if (words.isEmpty()) {
        throw fault("there is no SQL after the header");
      }
      pieces.add(piece.toString());
      return new HuntText(pieces, parameters, words);
    }

    private void step() throws HuntFileException {
      char c = sql.charAt(at);
      if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", at)) {
        skipBlock();
      } else if (Character.isWhitespace(c)) {
        line += c == '\n' ? 1 : 0;
        piece.append(c);
        at++;
      } else if (ended) {
        throw fault("there is more than one statement; a hunt is one SELECT");
      } else {
        token(c);
      }
    }

    private void token(char c) throws HuntFileException {
      switch (c) {
        case '\'' -> quoted('\'', false);
        case '"' -> quotedName();
        case '$' -> dollar();
        case ':' -> colon();
        case ';' -> {
          ended = true;
          at++;
        }
        case '?' -> {
          // The driver takes one for a parameter and two for one.
          piece.append("??");
          at++;
        }
        default -> {
          if (isWordStart(c)) {
            word();
          } else if (c >= '0' && c <= '9') {
            copy(endOfWord(at));
          } else {
            parenthesis(c);
            copy(at + 1);
          }
        }
      }
    }

    private void parenthesis(char c) throws HuntFileException {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0) {
        throw fault("a parenthesis is closed that was not opened");
      }
    }

    private void word() throws HuntFileException {
      int end = endOfWord(at);
      String word = sql.substring(at, end);
      char next = end < sql.length() ? sql.charAt(end) : ' ';
      if (word.equalsIgnoreCase("u") && next == '&') {
        throw fault("U& quotes are not taken, because they hide what they say");
      }
      if (next == '\'' && word.equalsIgnoreCase("e")) {
        copy(end);
        quoted('\'', true);
        refuseMoreOfTheQuote();
        return;
      }
      note(word);
      copy(end);
    }

    private void note(String word) throws HuntFileException {
      if (words.isEmpty() && !word.equalsIgnoreCase("select") && !word.equalsIgnoreCase("with")) {
        throw fault("a hunt begins with SELECT or WITH, not with " + word);
      }
      if (ForbiddenCalls.names(word)) {
        throw fault("it names " + word + ", which a hunt may not call");
      }
      words.add(word.toLowerCase(Locale.ROOT));
    }

    private void quotedName() throws HuntFileException {
      int begin = at;
      quoted('"', false);
      String name = sql.substring(begin + 1, at - 1);
      if (ForbiddenCalls.names(name)) {
        throw fault("it names " + name + ", which a hunt may not call");
      }
    }

    private void quoted(char quote, boolean backslashes) throws HuntFileException {
      int begin = at;
      int i = at + 1;
      while (i < sql.length()) {
        char c = sql.charAt(i);
        if (backslashes && c == '\\') {
          i += 2;
        } else if (c == quote && i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
          i += 2;
        } else if (c == quote) {
          copy(i + 1);
          line += newlines(begin, at);
          return;
        } else {
          i++;
        }
      }
      throw fault("a quote " + quote + " is opened and not closed");
    }

    /** PostgreSQL goes on with a quote behind a newline, and there too a backslash hides one. */
    private void refuseMoreOfTheQuote() throws HuntFileException {
      int i = at;
      while (i < sql.length()
          && (Character.isWhitespace(sql.charAt(i)) || sql.startsWith("--", i))) {
        int end = sql.charAt(i) == '-' ? sql.indexOf('\n', i) : i;
        i = end < 0 ? sql.length() : end + 1;
      }
      if (i < sql.length() && sql.charAt(i) == '\'') {
        throw fault("an E'' quote goes on behind its end; write it as one");
      }
    }

    private void dollar() throws HuntFileException {
      int end = at + 1;
      while (end < sql.length() && isWordPart(sql.charAt(end)) && sql.charAt(end) != '$') {
        end++;
      }
      boolean quote =
          end < sql.length()
              && sql.charAt(end) == '$'
              && (end == at + 1 || isWordStart(sql.charAt(at + 1)));
      if (!quote) {
        throw fault("a parameter is written as :name, not with $");
      }
      String tag = sql.substring(at, end + 1);
      int close = sql.indexOf(tag, end + 1);
      if (close < 0) {
        throw fault("a quote " + tag + " is opened and not closed");
      }
      int begin = at;
      copy(close + tag.length());
      line += newlines(begin, at);
    }

    private void colon() {
      char next = at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
      if (next == ':' || next == '=') {
        copy(at + 2);
      } else if (isWordStart(next)) {
        int end = endOfWord(at + 1);
        parameters.add(new Named(sql.substring(at + 1, end), line));
        pieces.add(piece.toString());
        piece.setLength(0);
        at = end;
      } else {
        copy(at + 1);
      }
    }

    /** Comments in comments are PostgreSQL's own. */
    private void skipBlock() throws HuntFileException {
      int open = 0;
      int begin = at;
      do {
        if (sql.startsWith("/*", at)) {
          open++;
          at += 2;
        } else if (sql.startsWith("*/", at)) {
          open--;
          at += 2;
        } else if (at < sql.length()) {
          at++;
        } else {
          throw fault("a comment is opened and not closed");
        }
      } while (open > 0);
      line += newlines(begin, at);
      piece.append(' ');
    }

    private int newlines(int from, int to) {
      return (int) sql.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    private void copy(int end) {
      piece.append(sql, at, end);
      at = end;
    }

    private int endOfWord(int from) {
      int end = from;
      while (end < sql.length() && isWordPart(sql.charAt(end))) {
        end++;
      }
      return end;
    }

    private static boolean isWordStart(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(char c) {
      return isWordStart(c) || (c >= '0' && c <= '9') || c == '$';
    }

    private HuntFileException fault(String sentence) {
      return new HuntFileException(line, sentence);
    }
  }
}
