package dev.ringwatch.app.page;

/**
 * What a form has come to, said on the page that answers it.
 *
 * @param sentence what; empty for nothing
 * @param bad whether that is bad news
 * @param once what is shown this once, such as a secret; empty for nothing
 */
public record Notice(String sentence, boolean bad, String once) {

  /** Nothing was asked for. */
  public static final Notice NOTHING = new Notice("", false, "");

  /** It was done. */
  public static Notice done(String sentence) {
    return new Notice(sentence, false, "");
  }

  /** It was done, and this is shown once. */
  public static Notice once(String sentence, String secret) {
    return new Notice(sentence, false, secret);
  }

  /** It was not done. */
  public static Notice refused(String sentence) {
    return new Notice(sentence, true, "");
  }

  /** Without what is shown once. */
  @Override
  public String toString() {
    return "Notice[sentence=" + sentence + "]";
  }
}
