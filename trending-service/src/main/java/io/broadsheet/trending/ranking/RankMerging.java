package io.broadsheet.trending.ranking;

import java.time.Clock;

import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.EventCodec;
import io.broadsheet.events.Topic;
import io.broadsheet.trending.stores.InMemoryStores;
import io.broadsheet.trending.trend.TrendSettings;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The part of the topology that merges the best of all partitions, by list.
 */
public final class RankMerging {

	static final String TOPS = "tops-of-partitions";

	static final String TOLD = "lists-as-told";

	static final String CARDS = "cards-of-lists";

	private final RankingSettings settings;

	private final TrendSettings trend;

	private final EventCodec codec;

	private final Clock clock;

	/**
	 * Creates the part.
	 * @param settings how often lists are looked at
	 * @param trend what makes an article trend
	 * @param codec the wire format
	 * @param clock tells now, in the publisher's zone
	 */
	public RankMerging(RankingSettings settings, TrendSettings trend, EventCodec codec, Clock clock) {
		this.settings = settings;
		this.trend = trend;
		this.codec = codec;
		this.clock = clock;
	}

	/**
	 * Adds the part.
	 * @param builder takes the part
	 * @param tellings the best of each partition, keyed by list, and the cards of the
	 * articles in them
	 */
	public void merge(StreamsBuilder builder, KStream<String, PartitionTelling> tellings) {
		builder.addStateStore(InMemoryStores.store(TOPS, Serdes.String(), PartitionTop.storedSerde()));
		builder.addStateStore(InMemoryStores.store(TOLD, Serdes.String(), ToldList.serde()));
		builder.addStateStore(InMemoryStores.store(CARDS, Serdes.String(), InMemoryStores.json(ArticleCard.class)));
		tellings
			.repartition(Repartitioned.<String, PartitionTelling>as("tops-by-list")
				.withKeySerde(Serdes.String())
				.withValueSerde(PartitionTelling.serde())
				.withStreamPartitioner(PartitionTelling.partitioner()))
			.process(() -> new RankingMerger(this.settings, this.trend, this.codec, this.clock), Named.as("merge-tops"),
					TOPS, TOLD, CARDS)
			.to(Topic.RANKINGS.topicName(),
					Produced.with(Serdes.String(), Serdes.ByteArray()).withName(Topic.RANKINGS.topicName()));
	}

}
