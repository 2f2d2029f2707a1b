package dev.ringwatch.app.detection;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was set aside, by entry; can be told to fail. Safe for threads. */
final class KeptInMemory implements SetAsides {

  private final Map<Object, Piece> pieces = new LinkedHashMap<>();
  private boolean failing;

  synchronized void fail(boolean now) {
    failing = now;
  }

  @Override
  public synchronized void keep(List<Piece> some) throws IOException {
    if (failing) {
      throw new IOException("told to fail");
    }
    for (Piece piece : some) {
      Object key =
          switch (piece) {
            case Entry entry -> entry.seq();
            case FailedEvent failed -> failed.event();
          };
      pieces.putIfAbsent(key, piece);
    }
  }

  @Override
  public synchronized long count() {
    return pieces.size();
  }

  synchronized List<Piece> pieces() {
    return List.copyOf(pieces.values());
  }
}
