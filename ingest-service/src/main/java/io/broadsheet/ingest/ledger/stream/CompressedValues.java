package io.broadsheet.ingest.ledger.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger's stores keep, large values as a block of
 * <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md">LZ4</a>: an
 * article takes less of the disk, and less is copied on the way to it. A compressed value
 * begins with a byte that no JSON begins with, then has its length in four bytes, then
 * the block; all others are kept as they are.
 */
final class CompressedValues {

	private static final byte COMPRESSED = 1;

	private static final int HEAD = 1 + Integer.BYTES;

	/** Below it there is little to gain. */
	private static final int LARGE_BYTES = 4096;

	/** Far more than a topic takes, compressed or not. */
	private static final int MOST_BYTES = 64 * 1024 * 1024;

	private static final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();

	private static final LZ4SafeDecompressor decompressor = LZ4Factory.fastestInstance().safeDecompressor();

	private CompressedValues() {
	}

	static Serde<byte[]> serde() {
		return Serdes.serdeFrom((topic, value) -> compress(value), (topic, stored) -> decompress(stored));
	}

	private static byte @Nullable [] compress(byte @Nullable [] value) {
		if (value == null || value.length < LARGE_BYTES) {
			return value;
		}
		byte[] most = new byte[HEAD + compressor.maxCompressedLength(value.length)];
		ByteBuffer.wrap(most).put(COMPRESSED).putInt(value.length);
		int length = compressor.compress(value, 0, value.length, most, HEAD);
		return Arrays.copyOf(most, HEAD + length);
	}

	private static byte @Nullable [] decompress(byte @Nullable [] stored) {
		if (stored == null || stored.length <= HEAD || stored[0] != COMPRESSED) {
			return stored;
		}
		int length = ByteBuffer.wrap(stored, 1, Integer.BYTES).getInt();
		if (length < 0 || length > MOST_BYTES) {
			throw new SerializationException("A compressed value of the ledger tells a length of " + length);
		}
		byte[] value = new byte[length];
		try {
			if (decompressor.decompress(stored, HEAD, stored.length - HEAD, value, 0) == length) {
				return value;
			}
		}
		catch (LZ4Exception ex) {
			throw new SerializationException("A compressed value of the ledger can't be read", ex);
		}
		throw new SerializationException("A compressed value of the ledger is shorter than it tells");
	}

}
