package io.broadsheet.trending.stores;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store that keeps nothing, and says when its task is about to commit. So what changes
 * with each of a thousand records is written into the other stores once, and within the
 * transaction of those records. Kafka Streams says it to nobody but the caches of stores,
 * and their interface is its own; a version without it would fail to compile, and one
 * that no longer calls it would lose counts in the first test with a commit.
 */
public final class Commits implements StateStore, CachedStateStore<Void, Void> {

	/** The name of the store. */
	public static final String NAME = "commits";

	private static final Runnable NOTHING = () -> {
	};

	private Runnable step = NOTHING;

	private boolean open;

	/**
	 * Describes the store.
	 * @return what creates it
	 */
	public static StoreBuilder<Commits> store() {
		return new OwnStore<>(NAME, null, Commits::new);
	}

	/**
	 * Has something done before each commit, and nothing else any more: a task that is
	 * resumed has a processor that says it again.
	 * @param step does it; it may write into stores that have no cache
	 */
	public void before(Runnable step) {
		this.step = step;
	}

	@Override
	public void init(StateStoreContext context, StateStore root) {
		this.step = NOTHING;
		this.open = true;
		context.register(root, (key, value) -> {
		});
	}

	@Override
	public void flushCache() {
		this.step.run();
	}

	@Override
	public void clearCache() {
		this.step = NOTHING;
	}

	@Override
	public boolean setFlushListener(CacheFlushListener<Void, Void> listener, boolean sendOldValues) {
		return false;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
		this.step = NOTHING;
		this.open = false;
	}

	@Override
	public boolean persistent() {
		return false;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

}
