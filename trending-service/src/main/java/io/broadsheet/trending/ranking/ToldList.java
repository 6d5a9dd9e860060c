package io.broadsheet.trending.ranking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.trending.stores.ValueReader;
import io.broadsheet.trending.stores.ValueWriter;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a list that was told, to see what changes: not its cards, as
 * they do not change without their {@code updatedAt}.
 *
 * @param list the list
 * @param generatedAt when, in milliseconds since 1970
 * @param places what stood in it, the best first
 * @param further what it held further down
 */
record ToldList(ListId list, long generatedAt, List<Place> places, List<Place> further) {

	private static final byte FORMAT = 1;

	static ToldList of(ListId list, Instant generatedAt, Selection selection) {
		return new ToldList(list, generatedAt.toEpochMilli(), places(selection.places()), places(selection.further()));
	}

	private static List<Place> places(List<Candidate> candidates) {
		List<Place> places = new ArrayList<>(candidates.size());
		for (Candidate candidate : candidates) {
			places.add(new Place(candidate.article().id(), candidate.score(), candidate.views(),
					candidate.article().updatedAt().toInstant()));
		}
		return places;
	}

	static Serde<ToldList> serde() {
		return Serdes.serdeFrom((topic, told) -> (told != null) ? told.toBytes() : null,
				(topic, bytes) -> (bytes != null) ? of(bytes) : null);
	}

	private static ToldList of(byte[] bytes) {
		ValueReader reader = new ValueReader("A told list", FORMAT, bytes);
		return new ToldList(ListId.read(reader), reader.number(), reader.list(() -> Place.read(reader)),
				reader.list(() -> Place.read(reader)));
	}

	private byte[] toBytes() {
		ValueWriter writer = new ValueWriter(FORMAT);
		this.list.write(writer);
		writer.number(this.generatedAt);
		for (List<Place> some : List.of(this.places, this.further)) {
			writer.number(some.size());
			some.forEach((place) -> place.write(writer));
		}
		return writer.toBytes();
	}

	boolean isEmpty() {
		return this.places.isEmpty();
	}

	/**
	 * Whether readers would see a difference.
	 * @param before what was told last; null if nothing ever was
	 * @return false if it is the same list
	 */
	boolean differsFrom(@Nullable ToldList before) {
		return (before == null) ? !this.places.isEmpty()
				: !this.places.equals(before.places) || !this.further.equals(before.further);
	}

	/**
	 * Who stands where.
	 * @return the rank of each article by its id, 1 for the best
	 */
	Map<String, Integer> ranks() {
		Map<String, Integer> ranks = new HashMap<>();
		this.places.forEach((place) -> ranks.put(place.id(), ranks.size() + 1));
		return ranks;
	}

	/**
	 * An article's place.
	 *
	 * @param id the article
	 * @param score what the list is ordered by
	 * @param views how often it was viewed within the window
	 * @param updatedAt when the article was last changed
	 */
	record Place(String id, double score, long views, Instant updatedAt) {

		private void write(ValueWriter writer) {
			writer.text(this.id).exact(this.score).number(this.views);
			writer.number(this.updatedAt.getEpochSecond()).number(this.updatedAt.getNano());
		}

		private static Place read(ValueReader reader) {
			return new Place(reader.text(), reader.exact(), reader.number(),
					Instant.ofEpochSecond(reader.number(), reader.number()));
		}

	}

}
