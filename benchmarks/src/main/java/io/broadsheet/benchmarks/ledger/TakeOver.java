package io.broadsheet.benchmarks.ledger;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.broadsheet.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;

/**
 * How long until the other instance acknowledges a change of an article, after the one
 * that had decided about it was killed.
 */
final class TakeOver {

	private static final int ARTICLES = 20_000;

	private static final int AT_ONCE = 64;

	private static final Duration WARM_UP = Duration.ofSeconds(2);

	private static final String GROUP = "ingest-service-ledger";

	private static final String KILLED = "killed";

	/** Kafka Streams appends the number of the thread to the instance's name. */
	private static final String KILLED_MEMBER = KILLED + "-1";

	private TakeOver() {
	}

	static void measure(Path jar, Path home, int standbyReplicas) throws Exception {
		Files.createDirectories(home);
		try (Child broker = Child.ofOwn(Broker.class)) {
			String brokers = broker.awaitReady();
			try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
					TokenIssuer issuer = new TokenIssuer();
					IngestPeer survivor = IngestPeer.start(jar, issuer, brokers, home, "survivor", standbyReplicas);
					IngestPeer killed = IngestPeer.start(jar, issuer, brokers, home, KILLED, standbyReplicas)) {
				survivor.awaitReady();
				killed.awaitReady();
				Set<Integer> partitions = awaitShare(admin);
				Load load = new Load(8 * 1024);
				load.rate(survivor, 1, WARM_UP);
				String article = fill(survivor, load, partitions);
				// standbys follow commit by commit
				TimeUnit.SECONDS.sleep(3);
				long restored = survivor.restored();
				killed.kill();
				long start = System.nanoTime();
				survivor.reviseAtAllCosts(article, UUID.randomUUID().toString(), load.draft());
				System.out.printf(
						"Take-over of %d of 6 partitions with %d articles of 8 KB in all, standby replicas %d: %.1f s "
								+ "from the kill to the first acknowledgement, %d records read back%n",
						partitions.size(), ARTICLES, standbyReplicas, (System.nanoTime() - start) / 1e9,
						survivor.restored() - restored);
			}
		}
	}

	/** Publishes all articles; the first one in these partitions is returned. */
	private static String fill(IngestPeer ingest, Load load, Set<Integer> partitions) {
		List<String> there = new ArrayList<>();
		for (int published = 0; published < ARTICLES; published += AT_ONCE) {
			List<CompletableFuture<String>> answers = Stream.generate(() -> UUID.randomUUID().toString())
				.limit(AT_ONCE)
				.map((key) -> ingest.publish(key, load.draft()))
				.toList();
			answers.stream()
				.map(CompletableFuture::join)
				.map(ingest::id)
				.filter((id) -> partitions.contains(partition(id)))
				.forEach(there::add);
		}
		return there.get(0);
	}

	private static int partition(String id) {
		return BuiltInPartitioner.partitionForKey(id.getBytes(StandardCharsets.UTF_8), Topic.PARTITIONS);
	}

	/** Waits until both instances have a share, and says which the one to kill has. */
	private static Set<Integer> awaitShare(Admin admin) throws Exception {
		while (true) {
			Map<String, Set<Integer>> shares = admin.describeConsumerGroups(List.of(GROUP))
				.all()
				.get()
				.values()
				.stream()
				.flatMap((group) -> group.members().stream())
				.collect(Collectors.toMap((member) -> member.groupInstanceId().orElse(""), TakeOver::partitions));
			Set<Integer> share = shares.getOrDefault(KILLED_MEMBER, Set.of());
			if (shares.size() == 2 && share.size() == Topic.PARTITIONS / 2) {
				return share;
			}
			TimeUnit.MILLISECONDS.sleep(200);
		}
	}

	private static Set<Integer> partitions(MemberDescription member) {
		return member.assignment()
			.topicPartitions()
			.stream()
			.map(TopicPartition::partition)
			.collect(Collectors.toSet());
	}

}
