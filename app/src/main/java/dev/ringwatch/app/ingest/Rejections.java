package dev.ringwatch.app.ingest;

import java.util.List;

/** Keeps what was not taken, for a person to look at. Safe for threads. */
@FunctionalInterface
public interface Rejections {

  /**
   * Keeps the rejected pieces of one request.
   *
   * @param key the id of the API key that sent them
   */
  void keep(long key, List<Piece> pieces);

  /**
   * One piece.
   *
   * @param index its place in the request, from 0
   * @param reason why it was not taken
   * @param text its beginning
   */
  record Piece(int index, String reason, String text) {

    /** The reason in a word, by which it is counted. */
    public String kind() {
      return RejectionClass.of(reason).word();
    }
  }
}
