package io.broadsheet.catalog.deadletter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.broadsheet.catalog.deadletter.ResubmissionReport.Result;
import io.broadsheet.catalog.projection.ArticleChange;
import io.broadsheet.catalog.projection.LateProjection;
import io.broadsheet.events.Topic;
import org.apache.kafka.common.TopicPartition;

/**
 * Goes through the dead letters of {@code articles}, reads on the log what it says of
 * their articles from there on, and applies that to the catalog. Nothing is written to
 * the log, so that nobody else sees an old revision as a new one.
 */
class Resubmission {

	private final LogStretches log;

	private final LateProjection projection;

	Resubmission(LogStretches log, LateProjection projection) {
		this.log = log;
		this.projection = projection;
	}

	/**
	 * Submits the letters again.
	 * @param options which, and whether to change anything
	 * @return what became of each
	 */
	ResubmissionReport run(ResubmissionOptions options) {
		List<DeadLetter> letters = new ArrayList<>();
		for (TopicPartition partition : this.log.partitions(options.letters().topicName())) {
			this.log.read(partition, 0, this.log.end(partition),
					(record) -> DeadLetter.of(record).filter(options::concerns).ifPresent(letters::add));
		}
		Map<DeadLetter, Result> results = new HashMap<>();
		for (TopicPartition partition : this.log.partitions(Topic.ARTICLES.topicName())) {
			List<DeadLetter> some = letters.stream()
				.filter((letter) -> letter.partition() == partition.partition() && letter.key() != null)
				.distinct()
				.toList();
			if (!some.isEmpty()) {
				results.putAll(resubmit(partition, some, options.dryRun()));
			}
		}
		return ResubmissionReport.of(letters, results, options.dryRun());
	}

	/**
	 * Repeats itself until the log says nothing new: what was written meanwhile, a purge
	 * for example, has the last word.
	 */
	private Map<DeadLetter, Result> resubmit(TopicPartition partition, List<DeadLetter> letters, boolean dryRun) {
		Set<String> keys = letters.stream().map(DeadLetter::key).collect(Collectors.toSet());
		Map<String, Set<Long>> unreadable = new HashMap<>();
		Set<String> applied = new HashSet<>();
		long from = letters.stream().mapToLong(DeadLetter::offset).min().orElseThrow();
		boolean more = true;
		while (more) {
			long to = this.log.end(partition);
			List<ArticleChange> changes = changes(partition, from, to, keys, unreadable);
			applied.addAll(dryRun ? this.projection.missing(changes) : this.projection.apply(changes));
			from = to;
			more = !dryRun && !changes.isEmpty();
		}
		return letters.stream()
			.collect(Collectors.toMap((letter) -> letter, (letter) -> result(letter, unreadable, applied)));
	}

	private static Result result(DeadLetter letter, Map<String, Set<Long>> unreadable, Set<String> applied) {
		String key = Objects.requireNonNull(letter.key());
		if (unreadable.getOrDefault(key, Set.of()).contains(letter.offset())) {
			return Result.UNREADABLE;
		}
		return applied.contains(key) ? Result.APPLIED : Result.SETTLED;
	}

	/**
	 * Reads what the log says of some articles.
	 * @param unreadable takes the records of each that can't be read, and that nothing
	 * later makes good
	 */
	private List<ArticleChange> changes(TopicPartition partition, long from, long to, Set<String> keys,
			Map<String, Set<Long>> unreadable) {
		List<ArticleChange> changes = new ArrayList<>();
		this.log.read(partition, from, to, (record) -> {
			String key = DeadLetter.key(record);
			if (key != null && keys.contains(key)) {
				Optional<ArticleChange> change = this.projection.read(record);
				change.ifPresentOrElse((readable) -> {
					changes.add(readable);
					unreadable.remove(key);
				}, () -> unreadable.computeIfAbsent(key, (first) -> new HashSet<>()).add(record.offset()));
			}
		});
		return changes;
	}

}
