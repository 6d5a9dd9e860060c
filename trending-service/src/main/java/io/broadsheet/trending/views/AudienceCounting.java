package io.broadsheet.trending.views;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

import io.broadsheet.events.Topic;
import io.broadsheet.trending.intake.Intake;
import io.broadsheet.trending.intake.Reading;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.PartitionTelling;
import io.broadsheet.trending.stores.Commits;
import io.broadsheet.trending.stores.InMemoryStores;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The part of the topology that counts. Articles and what readers do with them are
 * co-partitioned by article id, so each task sees all of its articles and everything that
 * happens to them.
 */
public final class AudienceCounting {

	static final String ARTICLES = "articles-by-id";

	static final String VISITS = "visits";

	static final String REACTIONS = "reactions";

	static final String COUNTS = "counts";

	static final String WAITING = "waiting-events";

	static final String LISTS = "lists-of-partition";

	private static final Set<String> STORES = Set.of(Commits.NAME, ARTICLES, VISITS, REACTIONS, COUNTS, WAITING, LISTS);

	private final CountingRules rules;

	private final InputLag lag;

	private final Clock clock;

	private final AudienceMetrics metrics;

	private final ArticleMetrics articleMetrics;

	/**
	 * Creates the part.
	 * @param rules what it goes by
	 * @param lag told of each view that is read
	 * @param clock tells now
	 * @param registry takes the metrics
	 */
	public AudienceCounting(CountingRules rules, InputLag lag, Clock clock, MeterRegistry registry) {
		this.rules = rules;
		this.lag = lag;
		this.clock = clock;
		this.metrics = new AudienceMetrics(registry);
		this.articleMetrics = new ArticleMetrics(registry);
	}

	/**
	 * Adds the part.
	 * @param builder takes the part
	 * @param intake reads the topics
	 * @return the best of each partition, keyed by list, and the cards of the articles in
	 * them
	 */
	public KStream<String, PartitionTelling> count(StreamsBuilder builder, Intake intake) {
		addStores(builder);
		KStream<byte[], Reading> articles = intake.read(builder, Topic.ARTICLES, this.articleMetrics);
		KStream<byte[], Reading> views = intake.read(builder, Topic.ARTICLE_VIEWS, this.metrics.ofViews());
		KStream<byte[], Reading> reactions = intake.read(builder, Topic.ARTICLE_REACTIONS, this.metrics.ofReactions());
		intake.bury(views, Topic.ARTICLE_VIEWS_DLT);
		intake.bury(reactions, Topic.ARTICLE_REACTIONS_DLT);
		return articles.merge(views, Named.as("articles-and-views"))
			.merge(reactions, Named.as("articles-and-audience"))
			.process(this::counter, Named.as("count-audience"), storeNames());
	}

	private AudienceCounter counter() {
		return new AudienceCounter(this.rules, this.metrics, this.lag, this.clock);
	}

	private void addStores(StreamsBuilder builder) {
		builder.addStateStore(Commits.store());
		builder.addStateStore(InMemoryStores.store(ARTICLES, Serdes.String(), InMemoryStores.json(Standing.class)));
		builder.addStateStore(VisitStore.store(VISITS, this.rules.views().remembered()));
		builder.addStateStore(InMemoryStores.store(REACTIONS, Serdes.String(), Serdes.Long()));
		builder.addStateStore(InMemoryStores.store(COUNTS, Serdes.String(), Serdes.ByteArray()));
		builder.addStateStore(
				InMemoryStores.store(WAITING, Serdes.Long(), InMemoryStores.json(WaitingEvents.Waiting.class)));
		builder.addStateStore(InMemoryStores.store(LISTS, Serdes.String(), InMemoryStores.json(ListId.class)));
		this.rules.observations().forEach((observation) -> observation.stores().forEach(builder::addStateStore));
	}

	private String[] storeNames() {
		Set<String> names = new HashSet<>(STORES);
		this.rules.observations()
			.forEach((observation) -> observation.stores().forEach((store) -> names.add(store.name())));
		return names.toArray(new String[0]);
	}

}
