package io.broadsheet.ingest.scale;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Editors who publish one article after the other, each under a key of its own, and who
 * ask the next instance with the same key for as long as nobody answers.
 */
final class PersistentEditors implements AutoCloseable {

	private final Editor editor = new Editor();

	private final List<Instance> instances;

	private final Map<String, Editor.Reply> acknowledged = new ConcurrentHashMap<>();

	private final AtomicInteger retries = new AtomicInteger();

	private final AtomicInteger turns = new AtomicInteger();

	private final ExecutorService threads;

	private final List<Future<?>> working;

	private volatile boolean stopped;

	PersistentEditors(int count, List<? extends Instance> instances) {
		this.instances = new CopyOnWriteArrayList<>(instances);
		this.threads = Executors.newFixedThreadPool(count);
		this.working = IntStream.range(0, count)
			.<Future<?>>mapToObj((number) -> this.threads.submit(this::work))
			.toList();
	}

	void hearOf(Instance another) {
		this.instances.add(another);
	}

	/** The answers that acknowledged an article, by key. */
	Map<String, Editor.Reply> acknowledged() {
		return this.acknowledged;
	}

	int retries() {
		return this.retries.get();
	}

	/** Everybody finishes the article at hand. */
	void finish() throws Exception {
		this.stopped = true;
		for (Future<?> work : this.working) {
			work.get(60, TimeUnit.SECONDS);
		}
	}

	/** Everybody asks for what was acknowledged once more, with the same keys. */
	Map<String, Editor.Reply> askAgain() throws Exception {
		Map<String, Future<Editor.Reply>> asked = new HashMap<>();
		this.acknowledged.keySet().forEach((key) -> asked.put(key, this.threads.submit(() -> publish(key))));
		Map<String, Editor.Reply> replies = new HashMap<>();
		for (Map.Entry<String, Future<Editor.Reply>> each : asked.entrySet()) {
			replies.put(each.getKey(), each.getValue().get(60, TimeUnit.SECONDS));
		}
		return replies;
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.shutdownNow();
	}

	private void work() {
		while (!this.stopped) {
			String key = UUID.randomUUID().toString();
			this.acknowledged.put(key, publish(key));
		}
	}

	private Editor.Reply publish(String key) {
		while (true) {
			try {
				Editor.Reply reply = this.editor.tryToPublish(nextInstance().url(), key, "Article " + key);
				if (reply.status() == 201) {
					return reply;
				}
				if (reply.status() != 503) {
					throw new AssertionError("An article was refused: " + reply);
				}
			}
			catch (IOException ex) {
				// the instance is gone
			}
			catch (InterruptedException ex) {
				throw new AssertionError("Interrupted before the article was acknowledged", ex);
			}
			this.retries.incrementAndGet();
		}
	}

	private Instance nextInstance() {
		return this.instances.get(Math.floorMod(this.turns.getAndIncrement(), this.instances.size()));
	}

}
