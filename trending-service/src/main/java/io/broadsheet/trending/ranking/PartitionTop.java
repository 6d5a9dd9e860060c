package io.broadsheet.trending.ranking;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.broadsheet.trending.stores.ValueReader;
import io.broadsheet.trending.stores.ValueWriter;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The best of one list among the articles of one partition. It stays as it is written
 * until somebody wants to know who stands in it, as the next one often comes first. Not
 * for several threads at once.
 */
public final class PartitionTop implements PartitionTelling {

	private static final byte FORMAT = 1;

	private static final long NOT_COUNTED = -1;

	private final byte[] bytes;

	private final ListId list;

	private final int partition;

	private final long inputLagSeconds;

	private final boolean urgent;

	private final boolean empty;

	private @Nullable List<Place> places;

	/** Stands behind the head, at the places. */
	private @Nullable ValueReader rest;

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
		this(write(list, partition, inputLagSeconds, urgent, best));
	}

	private PartitionTop(byte[] bytes) {
		ValueReader reader = new ValueReader("The best of a partition", FORMAT, bytes);
		this.bytes = bytes;
		this.list = ListId.read(reader);
		this.partition = (int) reader.number();
		this.inputLagSeconds = reader.number();
		this.urgent = reader.number() != 0;
		this.empty = reader.isAtEnd();
		this.rest = reader;
	}

	private static byte[] write(ListId list, int partition, long inputLagSeconds, boolean urgent, Selection best) {
		ValueWriter writer = new ValueWriter(FORMAT);
		list.write(writer);
		writer.number(partition).number(inputLagSeconds).number(urgent ? 1 : 0);
		if (!best.equals(Selection.NOTHING)) {
			writer.number(best.places().size() + best.further().size());
			all(best).forEach((candidate) -> Place.of(candidate).write(writer));
			all(best).forEach((candidate) -> writeVisitors(candidate.visitors(), writer));
		}
		return writer.toBytes();
	}

	private static Stream<Candidate> all(Selection best) {
		return Stream.concat(best.places().stream(), best.further().stream());
	}

	private static void writeVisitors(@Nullable Long visitors, ValueWriter writer) {
		writer.number((visitors != null) ? visitors : NOT_COUNTED);
	}

	static Serde<PartitionTop> storedSerde() {
		return Serdes.serdeFrom((topic, top) -> (top != null) ? top.toBytes() : null,
				(topic, bytes) -> (bytes != null) ? of(bytes) : null);
	}

	static PartitionTop of(byte[] bytes) {
		return new PartitionTop(bytes);
	}

	@Override
	public byte[] toBytes() {
		return this.bytes;
	}

	ListId list() {
		return this.list;
	}

	int partition() {
		return this.partition;
	}

	long inputLagSeconds() {
		return this.inputLagSeconds;
	}

	boolean isUrgent() {
		return this.urgent;
	}

	boolean isEmpty() {
		return this.empty;
	}

	/**
	 * Who may have a place.
	 * @return the places, then those further down
	 */
	List<Place> places() {
		ValueReader reader = this.rest;
		if (reader != null) {
			this.places = this.empty ? List.of() : readPlaces(reader);
			this.rest = null;
		}
		return (this.places != null) ? this.places : List.of();
	}

	boolean holdsAny(Set<String> articleIds) {
		return places().stream().anyMatch((place) -> articleIds.contains(place.articleId()));
	}

	/** Visitors stand behind the places, where a version that knows none looks away. */
	private static List<Place> readPlaces(ValueReader reader) {
		List<Place> places = reader.list(() -> Place.read(reader));
		return reader.isAtEnd() ? places : places.stream().map((place) -> place.withVisitors(reader.number())).toList();
	}

	/**
	 * An article that may have a place.
	 *
	 * @param articleId the article
	 * @param score what the list is ordered by
	 * @param views how often it was viewed within the window
	 * @param visitors how many different readers that were; null if nobody counted them
	 */
	record Place(String articleId, double score, long views, @Nullable Long visitors) {

		static Place of(Candidate candidate) {
			return new Place(candidate.article().id(), candidate.score(), candidate.views(), candidate.visitors());
		}

		Place withVisitors(long visitors) {
			return new Place(this.articleId, this.score, this.views, (visitors != NOT_COUNTED) ? visitors : null);
		}

		void write(ValueWriter writer) {
			writer.text(this.articleId).exact(this.score).number(this.views);
		}

		static Place read(ValueReader reader) {
			return new Place(reader.text(), reader.exact(), reader.number(), null);
		}

	}

}
