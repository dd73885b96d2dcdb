package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.intake.Bulkhead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private final AtomicLong nanos = new AtomicLong();
    private final BodyReader reader = new BodyReader(100_000, nanos::get);
    private final Bulkhead.Lease lease = new Bulkhead(1, 60_000).lease();

    @AfterEach
    void close() {
        lease.close();
    }

    /** A client that sends a byte a second. */
    private final class Trickle extends InputStream {
        @Override
        public int read() {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            return ' ';
        }

        @Override
        public int read(byte[] piece, int from, int length) {
            piece[from] = (byte) read();
            return 1;
        }
    }

    @Test
    void readsABodyOfManyPieces() {
        Body body = reader.read(-1, new ByteArrayInputStream(new byte[50_000]), lease);

        assertThat(body)
                .isInstanceOfSatisfying(
                        Body.Complete.class,
                        complete -> assertThat(complete.bytes()).hasSize(50_000));
    }

    @Test
    void readsABodyOfTheLengthThatItSays() {
        for (int length : new int[] {0, 1, 2_000, 16 << 10, 50_000}) {
            byte[] sent = new byte[length];
            Arrays.fill(sent, (byte) '1');
            try (Bulkhead.Lease own = new Bulkhead(1, 60_000).lease()) {
                assertThat(reader.read(length, new ByteArrayInputStream(sent), own))
                        .isInstanceOfSatisfying(
                                Body.Complete.class,
                                complete -> assertThat(complete.bytes()).isEqualTo(sent));
            }
        }
    }

    @Test
    void whatIsAnnouncedButHasNotArrivedTakesNoMemory() {
        List<Integer> room = new ArrayList<>();
        InputStream small = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] piece, int from, int length) {
                room.add(piece.length);
                return Math.min(length, 1_000);
            }
        };

        assertThat(reader.read(50_000, small, lease)).isInstanceOf(Body.Complete.class);

        assertThat(room).hasSizeGreaterThanOrEqualTo(50).startsWith(16 << 10).endsWith(50_000);
        assertThat(IntStream.range(16, room.size())).allMatch(arrived -> room.get(arrived) <= 2_000 * arrived);
    }

    @Test
    void readsNoMoreThanWhatIsAnnounced() {
        ByteArrayInputStream more = new ByteArrayInputStream(new byte[30]);

        assertThat(reader.read(20, more, lease)).isInstanceOf(Body.Complete.class);

        assertThat(more.available()).isEqualTo(10);
    }

    @Test
    void aBodyThatIsShorterThanItSaysIsIncomplete() {
        assertThat(reader.read(10, new ByteArrayInputStream(new byte[9]), lease))
                .isEqualTo(new Body.Incomplete());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 70_000})
    void endsWhenThereIsNoRoom(long announced) {
        assertThat(reader.read(announced, new ByteArrayInputStream(new byte[70_000]), lease))
                .isEqualTo(new Body.NoRoom());
    }

    @Test
    void endsWhenTheBodyIsTooLarge() {
        assertThat(reader.read(100_001, InputStream.nullInputStream(), lease)).isEqualTo(new Body.TooLarge());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_000})
    void cutsATrickleOff(long announced) {
        assertThat(reader.read(announced, new Trickle(), lease)).isEqualTo(new Body.Incomplete());
        assertThat(nanos.get()).isEqualTo(Duration.ofSeconds(11).toNanos());
    }

    @Test
    void aBodyThatBreaksOffIsIncomplete() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset by peer");
            }

            @Override
            public int read(byte[] piece, int from, int length) throws IOException {
                throw new IOException("reset by peer");
            }
        };

        assertThat(reader.read(-1, broken, lease)).isEqualTo(new Body.Incomplete());
    }
}
