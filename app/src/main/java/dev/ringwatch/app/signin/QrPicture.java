package dev.ringwatch.app.signin;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as a drawing.
 *
 * @param size how many squares it is wide and high, its white edge included
 * @param path the black squares, as an SVG path
 */
record QrPicture(int size, String path) {

  private static final int EDGE = 4;

  static QrPicture of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + EDGE).append(' ').append(y + EDGE).append("h1v1h-1z");
        }
      }
    }
    return new QrPicture(code.size + 2 * EDGE, path.toString());
  }
}
