package dev.factoryfactory.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A snapshot or delta, ready to be sent; packed once, however many want it packed. */
final class Answer {

  private final String epoch;
  private final long sequence;
  private final byte[] json;
  private byte @Nullable [] gzip;

  /**
   * @param sequence that its reader holds afterwards
   * @param json of a {@link Snapshot} or {@link Delta}
   */
  Answer(String epoch, long sequence, byte[] json) {
    this.epoch = epoch;
    this.sequence = sequence;
    this.json = json;
  }

  String epoch() {
    return epoch;
  }

  long sequence() {
    return sequence;
  }

  byte[] json() {
    return json;
  }

  synchronized byte[] gzip() {
    var packed = gzip;
    if (packed == null) {
      packed = pack(json);
      gzip = packed;
    }
    return packed;
  }

  /** Names this state of the project among all there ever were. */
  String tag() {
    return "W/\"%s-%d\"".formatted(epoch, sequence);
  }

  private static byte[] pack(byte[] json) {
    var bytes = new ByteArrayOutputStream(json.length / 8);
    try (var zip = new FastGzip(bytes)) {
      zip.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Entries repeat each other so much that the first level packs them well already. */
  private static final class FastGzip extends GZIPOutputStream {

    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
