package io.broadsheet.catalog.search.index;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherLifetimeManager;
import org.apache.lucene.search.SearcherManager;
import org.jspecify.annotations.Nullable;

/**
 * States of the index that can be searched: the newest, and for a while those that
 * somebody is leafing through, since scores depend on all that is in the index.
 */
final class Snapshots implements Closeable {

	private static final String SEPARATOR = ".";

	/** Version numbers of another index, or another instance's, mean nothing here. */
	private final String index = UUID.randomUUID().toString();

	private final SearcherManager newest;

	private final SearcherLifetimeManager kept = new SearcherLifetimeManager();

	Snapshots(IndexWriter writer) throws IOException {
		this.newest = new SearcherManager(writer, new SearcherFactory());
	}

	/**
	 * Finds a state to search in.
	 * @param name its name, or null for the newest
	 * @return that state if it is still there, else the newest; to be released
	 */
	IndexSearcher acquire(@Nullable String name) throws IOException {
		if (name != null && name.startsWith(this.index + SEPARATOR)) {
			long version = Long.parseLong(name.substring(this.index.length() + SEPARATOR.length()));
			IndexSearcher searcher = this.kept.acquire(version);
			if (searcher != null) {
				return searcher;
			}
		}
		return this.newest.acquire();
	}

	void release(IndexSearcher searcher) throws IOException {
		searcher.getIndexReader().decRef();
	}

	/**
	 * Keeps a state for whoever goes on in it.
	 * @param searcher a state that is acquired
	 * @return its name
	 */
	String keep(IndexSearcher searcher) throws IOException {
		return this.index + SEPARATOR + this.kept.record(searcher);
	}

	void refresh() throws IOException {
		this.newest.maybeRefreshBlocking();
	}

	void forget(Duration olderThan) throws IOException {
		this.kept.prune(new SearcherLifetimeManager.PruneByAge(olderThan.toSeconds()));
	}

	@Override
	public void close() throws IOException {
		this.kept.close();
		this.newest.close();
	}

}
