package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The network between two processes of this machine: it hands bytes on both ways until it is told
 * to break all connections, or to let none through for a while. Safe for threads.
 */
final class TcpProxy implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int BACKLOG = 100;

  private final IntSupplier target;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger broken = new AtomicInteger();
  private volatile boolean away;

  /** A way to a port of this machine, which may be another one each time. */
  TcpProxy(IntSupplier target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  /** Where to connect to. */
  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket from = listening.accept();
        Thread.ofVirtual().start(() -> connect(from));
      } catch (IOException e) {
        // It was closed, which ends the loop; what could not be accepted, the other side sees.
      }
    }
  }

  private void connect(Socket from) {
    try (from) {
      if (away) {
        return;
      }
      try (Socket to = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt())) {
        open.add(from);
        open.add(to);
        // Once more: whoever cuts may have looked before they were there.
        if (away) {
          return;
        }
        Thread back = Thread.ofVirtual().start(() -> copy(to, from));
        copy(from, to);
        back.join();
      } finally {
        open.removeIf(Socket::isClosed);
      }
    } catch (IOException e) {
      // Nobody listens there at the moment: the other side sees a connection that ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands on until one side ends, and then ends both. */
  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // A connection that breaks is what it is here for.
    }
  }

  /** Breaks all connections, in the middle of whatever goes over them. */
  void cut() throws IOException {
    List<Socket> cut = new ArrayList<>();
    for (Socket socket : open) {
      try {
        // Reset instead of ended in order, as by a network that is gone.
        socket.setSoLinger(true, 0);
        cut.add(socket);
      } catch (SocketException e) {
        // It has ended by itself.
      }
    }
    // Not one by one: whoever hands on closes the other end of what was closed.
    for (Socket socket : cut) {
      socket.close();
    }
    broken.addAndGet(cut.size());
  }

  /** Lets no connection through from now on, or again. */
  void become(boolean isAway) throws IOException {
    away = isAway;
    if (isAway) {
      cut();
    }
  }

  /** How many ends of connections it has broken. */
  int broken() {
    return broken.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
