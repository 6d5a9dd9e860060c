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
 * Editors who publish one article after the other and revise each, every change under a
 * key of its own, and who ask the next instance with the same key for as long as nobody
 * answers.
 */
final class PersistentEditors implements AutoCloseable {

	private final Editor editor = new Editor();

	private final List<Instance> instances;

	/** The last revision of each article. */
	static final int REVISIONS = 3;

	private final Map<Change, Editor.Reply> acknowledged = new ConcurrentHashMap<>();

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

	/** The answers to all changes. */
	Map<Change, Editor.Reply> acknowledged() {
		return this.acknowledged;
	}

	int retries() {
		return this.retries.get();
	}

	/** Everybody finishes the article at hand, with all of its revisions. */
	void finish() throws Exception {
		this.stopped = true;
		for (Future<?> work : this.working) {
			work.get(60, TimeUnit.SECONDS);
		}
	}

	/** Everybody asks for what was acknowledged once more, with the same keys. */
	Map<Change, Editor.Reply> askAgain() throws Exception {
		Map<Change, Future<Editor.Reply>> asked = new HashMap<>();
		this.acknowledged.keySet().forEach((change) -> asked.put(change, this.threads.submit(() -> make(change))));
		Map<Change, Editor.Reply> replies = new HashMap<>();
		for (Map.Entry<Change, Future<Editor.Reply>> each : asked.entrySet()) {
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
			String article = "";
			for (int revision = 1; revision <= REVISIONS; revision++) {
				Change change = new Change(UUID.randomUUID().toString(), article, revision);
				Editor.Reply reply = make(change);
				article = reply.id();
				this.acknowledged.put(change, reply);
			}
		}
	}

	private Editor.Reply make(Change change) {
		while (true) {
			try {
				Editor.Reply reply = this.editor.tryTo(nextInstance().url(), change);
				if (reply.status() == 200 || reply.status() == 201) {
					return reply;
				}
				if (reply.status() != 503) {
					throw new AssertionError(change + " was refused: " + reply);
				}
			}
			catch (IOException ex) {
				// the instance is gone
			}
			catch (InterruptedException ex) {
				throw new AssertionError("Interrupted before " + change + " was acknowledged", ex);
			}
			this.retries.incrementAndGet();
		}
	}

	private Instance nextInstance() {
		return this.instances.get(Math.floorMod(this.turns.getAndIncrement(), this.instances.size()));
	}

	/**
	 * What an editor asks for.
	 *
	 * @param key names it
	 * @param article the id of the article that is revised
	 * @param revision what becomes of it: 1 publishes an article, others follow the one
	 * before
	 */
	record Change(String key, String article, int revision) {

		String headline() {
			return "Article " + this.key;
		}

	}

}
