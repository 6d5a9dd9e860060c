package io.broadsheet.trending.ranking;

import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

import io.broadsheet.trending.stores.InMemoryStores;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The best of one list among the articles of one partition. On its way it is a head and
 * what stands in the list, both JSON; only who wants to know reads the latter, as the
 * next one often comes first. Not for several threads at once.
 */
public final class PartitionTop {

	private static final byte[] NOTHING = new byte[0];

	private final Head head;

	private byte @Nullable [] written;

	private @Nullable Selection best;

	/**
	 * Creates one.
	 * @param list the list
	 * @param partition the partition
	 * @param inputLagSeconds how far the partition's input was behind when this was made
	 * @param urgent whether an article was changed or withdrawn, which readers are to see
	 * soon however far behind the counting is
	 * @param best what may have a place; nothing if the list has become empty here
	 */
	public PartitionTop(ListId list, int partition, long inputLagSeconds, boolean urgent, Selection best) {
		this.head = new Head(list, partition, inputLagSeconds, urgent);
		this.best = best;
	}

	private PartitionTop(Head head, byte[] written) {
		this.head = head;
		this.written = written;
	}

	static Serde<PartitionTop> serde() {
		return Serdes.serdeFrom((topic, top) -> (top != null) ? top.toBytes() : null,
				(topic, bytes) -> (bytes != null) ? of(bytes) : null);
	}

	private static PartitionTop of(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		byte[] head = new byte[buffer.getInt()];
		buffer.get(head);
		byte[] written = new byte[buffer.remaining()];
		buffer.get(written);
		return new PartitionTop(InMemoryStores.json().readValue(head, Head.class), written);
	}

	private byte[] toBytes() {
		byte[] head = InMemoryStores.json().writeValueAsBytes(this.head);
		byte[] selection = (this.written != null) ? this.written : write(this.best);
		return ByteBuffer.allocate(Integer.BYTES + head.length + selection.length)
			.putInt(head.length)
			.put(head)
			.put(selection)
			.array();
	}

	private static byte[] write(@Nullable Selection best) {
		return (best != null && !best.equals(Selection.NOTHING)) ? InMemoryStores.json().writeValueAsBytes(best)
				: NOTHING;
	}

	ListId list() {
		return this.head.list();
	}

	int partition() {
		return this.head.partition();
	}

	long inputLagSeconds() {
		return this.head.inputLagSeconds();
	}

	boolean isUrgent() {
		return this.head.urgent();
	}

	boolean isEmpty() {
		return (this.written != null) ? this.written.length == 0 : Selection.NOTHING.equals(this.best);
	}

	/**
	 * What may have a place.
	 * @param kept what to keep of it, when it is first read
	 * @return the selection
	 */
	Selection best(UnaryOperator<Selection> kept) {
		if (this.best == null) {
			this.best = isEmpty() ? Selection.NOTHING
					: kept.apply(InMemoryStores.json().readValue(this.written, Selection.class));
			this.written = null;
		}
		return this.best;
	}

	private record Head(ListId list, int partition, long inputLagSeconds, boolean urgent) {
	}

}
