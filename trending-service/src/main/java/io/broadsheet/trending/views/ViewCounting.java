package io.broadsheet.trending.views;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.broadsheet.events.Topic;
import io.broadsheet.trending.audience.AudienceObservation;
import io.broadsheet.trending.intake.Intake;
import io.broadsheet.trending.intake.Reading;
import io.broadsheet.trending.ranking.ListId;
import io.broadsheet.trending.ranking.PartitionTop;
import io.broadsheet.trending.ranking.RankingSettings;
import io.broadsheet.trending.stores.InMemoryStores;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The part of the topology that counts views. Articles and their views are co-partitioned
 * by article id, so each task sees all of its articles and all of their views.
 */
public final class ViewCounting {

	static final String ARTICLES = "articles-by-id";

	static final String VISITS = "visits";

	static final String PANES = "panes";

	static final String WAITING = "waiting-views";

	static final String LISTS = "filled-lists";

	private final ViewSettings settings;

	private final RankingSettings ranking;

	private final InputLag lag;

	private final Clock clock;

	private final List<AudienceObservation> observations;

	private final ViewMetrics viewMetrics;

	private final ArticleMetrics articleMetrics;

	/**
	 * Creates the part.
	 * @param settings which views count
	 * @param ranking how often lists are looked at
	 * @param lag told of each view that is read
	 * @param clock tells now
	 * @param observations told of what counts and what does not
	 * @param registry takes the metrics
	 */
	public ViewCounting(ViewSettings settings, RankingSettings ranking, InputLag lag, Clock clock,
			List<AudienceObservation> observations, MeterRegistry registry) {
		this.settings = settings;
		this.ranking = ranking;
		this.lag = lag;
		this.clock = clock;
		this.observations = List.copyOf(observations);
		this.viewMetrics = new ViewMetrics(registry);
		this.articleMetrics = new ArticleMetrics(registry);
	}

	/**
	 * Adds the part.
	 * @param builder takes the part
	 * @param intake reads the topics
	 * @return the best of each partition, keyed by list
	 */
	public KStream<String, PartitionTop> count(StreamsBuilder builder, Intake intake) {
		addStores(builder);
		KStream<byte[], Reading> articles = intake.read(builder, Topic.ARTICLES, this.articleMetrics);
		KStream<byte[], Reading> views = intake.read(builder, Topic.ARTICLE_VIEWS, this.viewMetrics);
		intake.bury(views, Topic.ARTICLE_VIEWS_DLT);
		return articles.merge(views, Named.as("articles-and-views"))
			.process(this::counter, Named.as("count-views"), storeNames());
	}

	private ViewCounter counter() {
		return new ViewCounter(this.settings, this.ranking, this.viewMetrics, this.lag, this.clock, this.observations);
	}

	/** A hot article's counts are written once a commit, not once a view. */
	private void addStores(StreamsBuilder builder) {
		builder.addStateStore(InMemoryStores.store(ARTICLES, Serdes.String(), InMemoryStores.json(Standing.class)));
		builder.addStateStore(InMemoryStores.store(VISITS, Serdes.Bytes(), Serdes.Long()));
		builder.addStateStore(InMemoryStores.store(PANES, Serdes.String(), Serdes.ByteArray()).withCachingEnabled());
		builder.addStateStore(
				InMemoryStores.store(WAITING, Serdes.Long(), InMemoryStores.json(WaitingViews.Waiting.class)));
		builder.addStateStore(InMemoryStores.store(LISTS, Serdes.String(), InMemoryStores.json(ListId.class)));
		this.observations.forEach((observation) -> observation.stores().forEach(builder::addStateStore));
	}

	private String[] storeNames() {
		Set<String> names = new HashSet<>(Set.of(ARTICLES, VISITS, PANES, WAITING, LISTS));
		this.observations
			.forEach((observation) -> observation.stores().forEach((store) -> names.add(store.name())));
		return names.toArray(new String[0]);
	}

}
