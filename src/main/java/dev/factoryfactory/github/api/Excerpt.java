package dev.factoryfactory.github.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads something long to its end and keeps its beginning and its end. */
final class Excerpt {

  private static final byte[] GAP =
      "\n[The middle of this log is left out.]\n".getBytes(StandardCharsets.UTF_8);

  private Excerpt() {}

  /**
   * @param most bytes that are kept, of which a quarter are of the beginning
   */
  static byte[] read(InputStream stream, int most) throws IOException {
    var head = stream.readNBytes(most / 4);
    var ring = new byte[most - most / 4];
    long written = 0;
    var chunk = new byte[1 << 14];
    for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
      for (int i = 0; i < n; i++) {
        ring[(int) (written++ % ring.length)] = chunk[i];
      }
    }
    var all = new ByteArrayOutputStream();
    all.writeBytes(head);
    if (written <= ring.length) {
      all.write(ring, 0, (int) written);
    } else {
      int start = (int) (written % ring.length);
      all.writeBytes(GAP);
      all.write(ring, start, ring.length - start);
      all.write(ring, 0, start);
    }
    return all.toByteArray();
  }
}
