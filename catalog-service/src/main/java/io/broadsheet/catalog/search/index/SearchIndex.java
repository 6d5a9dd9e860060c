package io.broadsheet.catalog.search.index;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.search.text.Words;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;

/**
 * The index. One thread writes: entries of a batch, then how far it reached, by which the
 * batch can be found; a commit now and then makes all of it durable at once. Any number
 * of threads search.
 */
public final class SearchIndex implements Closeable {

	/** Another number makes every instance build its index anew. */
	private static final String FORMAT = "1";

	private static final String FORMAT_KEY = "format";

	/** Bounds the memory of articles that are not on disk yet. */
	private static final double BUFFER_MEGABYTES = 16;

	private static final Sort BY_REVISION = new Sort(new SortField(ArticleDocument.REVISION, SortField.Type.LONG));

	private static final long NO_REVISION = 0;

	private final IndexWriter writer;

	private final Snapshots snapshots;

	/** Revisions that this batch has written, and that can't be found yet. */
	private final Map<String, Long> unseen = new HashMap<>();

	private volatile IndexPosition position;

	private SearchIndex(IndexWriter writer, IndexPosition position) throws IOException {
		this.writer = writer;
		this.position = position;
		this.snapshots = new Snapshots(writer);
	}

	/**
	 * Opens the index as it was when it was last committed, or an empty one. Reads all of
	 * it once, so that damage is known before anybody searches.
	 * @param directory where it is
	 * @return the index
	 * @throws IOException if it is damaged, or used by another process
	 */
	public static SearchIndex open(Directory directory) throws IOException {
		IndexWriterConfig config = new IndexWriterConfig(Words.of("")).setRAMBufferSizeMB(BUFFER_MEGABYTES);
		ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
		merges.setMaxMergesAndThreads(2, 1);
		config.setMergeScheduler(merges);
		IndexWriter writer = new IndexWriter(directory, config);
		try {
			Map<String, String> userData = new HashMap<>();
			if (writer.getLiveCommitData() != null) {
				writer.getLiveCommitData().forEach((entry) -> userData.put(entry.getKey(), entry.getValue()));
			}
			boolean known = FORMAT.equals(userData.get(FORMAT_KEY));
			if (!known) {
				writer.deleteAll();
			}
			SearchIndex index = new SearchIndex(writer, known ? IndexPosition.of(userData) : IndexPosition.NONE);
			index.verify();
			return index;
		}
		catch (IOException | RuntimeException ex) {
			writer.rollback();
			throw ex;
		}
	}

	/**
	 * Deletes an index, and no other file.
	 * @param directory where it is
	 * @throws IOException if it is used by another process, or can't be deleted
	 */
	public static void discard(Directory directory) throws IOException {
		try (Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
			for (String file : directory.listAll()) {
				lock.ensureValid();
				if (file.contains(IndexFileNames.SEGMENTS)
						|| IndexFileNames.CODEC_FILE_PATTERN.matcher(file).matches()) {
					directory.deleteFile(file);
				}
			}
		}
	}

	/**
	 * How far into the log the index reaches.
	 * @return the position
	 */
	public IndexPosition position() {
		return this.position;
	}

	/**
	 * Empties the index, to be filled from the beginning of a log.
	 * @param log the log's identity
	 */
	public void startAnew(String log) throws IOException {
		this.writer.deleteAll();
		this.unseen.clear();
		this.position = new IndexPosition(log, Instant.EPOCH, Map.of());
		commit();
		this.snapshots.refresh();
	}

	/**
	 * Takes an entry in, unless the same revision or a later one is there.
	 * @param entry how an article stands
	 * @return whether it was taken in
	 */
	public boolean put(CatalogEntry entry) throws IOException {
		if (entry.revision() <= revisionOf(entry.id())) {
			return false;
		}
		this.writer.updateDocument(new Term(ArticleDocument.ID, entry.id()), ArticleDocument.of(entry));
		this.unseen.put(entry.id(), entry.revision());
		return true;
	}

	/**
	 * Forgets an article and its revisions.
	 * @param id the article's id
	 */
	public void purge(String id) throws IOException {
		this.writer.deleteDocuments(new Term(ArticleDocument.ID, id));
		this.unseen.put(id, NO_REVISION);
	}

	/**
	 * Ends a batch: what it brought can be found from now on.
	 * @param next the next offset of each partition
	 */
	public void advance(Map<Integer, Long> next) throws IOException {
		this.position = this.position.advancedTo(next);
		this.snapshots.refresh();
		this.unseen.clear();
	}

	/**
	 * Remembers that nothing of the log is missing.
	 * @param now the moment
	 */
	public void atEnd(Instant now) {
		this.position = this.position.atEnd(now);
	}

	/**
	 * Makes everything durable up to the last batch. To be called between batches.
	 */
	public void commit() throws IOException {
		Map<String, String> userData = this.position.toUserData();
		userData.put(FORMAT_KEY, FORMAT);
		this.writer.setLiveCommitData(userData.entrySet());
		this.writer.commit();
	}

	/**
	 * Lets go of states that nobody goes on in.
	 * @param olderThan how long they have to be kept
	 */
	public void forgetSnapshots(Duration olderThan) throws IOException {
		this.snapshots.forget(olderThan);
	}

	/**
	 * Looks whether the index is where it was written.
	 * @throws IOException if somebody deleted it
	 */
	public void look() throws IOException {
		if (!DirectoryReader.indexExists(this.writer.getDirectory())) {
			throw new IndexNotFoundException("The index was deleted");
		}
	}

	/**
	 * Reads all files and compares their checksums.
	 * @throws IOException if one is damaged or missing
	 */
	public void verify() throws IOException {
		IndexSearcher searcher = this.snapshots.acquire(null);
		try {
			for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
				segment.reader().checkIntegrity();
			}
		}
		catch (InternalError ex) {
			throw new CorruptIndexException("A file is shorter than it was", "the index", ex);
		}
		finally {
			this.snapshots.release(searcher);
		}
	}

	/**
	 * How many articles can be found.
	 * @return the number of published ones
	 */
	public long documents() throws IOException {
		IndexSearcher searcher = this.snapshots.acquire(null);
		try {
			return searcher.count(new FieldExistsQuery(ArticleDocument.PUBLISHED_AT));
		}
		finally {
			this.snapshots.release(searcher);
		}
	}

	/**
	 * Searches.
	 * @param request what is asked
	 * @param now the moment that ages are counted from, unless the request goes on
	 * @param patience how long it may take
	 * @return what was found
	 * @throws SearchTooSlowException if it took longer
	 */
	public Finds search(SearchRequest request, Instant now, Duration patience) throws IOException {
		SearchPlace after = request.after();
		IndexSearcher snapshot = this.snapshots.acquire((after != null) ? after.snapshot() : null);
		try {
			long asOf = (after != null) ? after.asOf() : now.toEpochMilli();
			IndexSearch search = new IndexSearch(snapshot, request, asOf, patience);
			List<FieldDoc> found = search.find();
			if (found.size() <= request.limit()) {
				return new Finds(search.describe(found), null);
			}
			List<FieldDoc> page = found.subList(0, request.limit());
			SearchPlace next = search.placeOf(page.get(page.size() - 1), this.snapshots.keep(snapshot));
			return new Finds(search.describe(page), next);
		}
		finally {
			this.snapshots.release(snapshot);
		}
	}

	/**
	 * Leaves everything as it was at the last commit.
	 */
	public void abandon() throws IOException {
		this.snapshots.close();
		this.writer.rollback();
	}

	/**
	 * Commits what ended, and closes the index.
	 */
	@Override
	public void close() throws IOException {
		try {
			commit();
		}
		finally {
			abandon();
		}
	}

	private long revisionOf(String id) throws IOException {
		Long mine = this.unseen.get(id);
		if (mine != null) {
			return mine;
		}
		IndexSearcher searcher = this.snapshots.acquire(null);
		try {
			TopDocs found = searcher.search(new TermQuery(new Term(ArticleDocument.ID, id)), 1, BY_REVISION);
			return (found.scoreDocs.length == 0) ? NO_REVISION : (Long) ((FieldDoc) found.scoreDocs[0]).fields[0];
		}
		finally {
			this.snapshots.release(searcher);
		}
	}

}
