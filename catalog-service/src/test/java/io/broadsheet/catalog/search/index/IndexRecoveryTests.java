package io.broadsheet.catalog.search.index;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.search.text.QueryText;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is left of an index on disk.
 */
class IndexRecoveryTests {

	private static final Instant NOW = Stories.NOON.toInstant();

	@TempDir
	private Path folder;

	@Test
	void aCrashLeavesTheArticlesAndThePositionOfTheLastCommit() throws IOException {
		Path crashed = Files.createDirectory(this.folder.resolve("crashed"));
		try (Directory directory = FSDirectory.open(this.folder.resolve("index"));
				SearchIndex index = SearchIndex.open(directory)) {
			index.startAnew("log-1");
			index.put(Stories.english("a", "Tram", ""));
			index.advance(Map.of(0, 5L, 3, 7L));
			index.atEnd(NOW);
			index.commit();
			index.put(Stories.english("b", "Tram", ""));
			index.put(Stories.withdrawn("a", 2));
			index.advance(Map.of(0, 9L));
			assertThat(found(index)).containsExactly("b");
			copy(this.folder.resolve("index"), crashed);
		}
		try (Directory directory = FSDirectory.open(crashed); SearchIndex index = SearchIndex.open(directory)) {
			assertThat(index.position()).isEqualTo(new IndexPosition("log-1", NOW, Map.of(0, 5L, 3, 7L)));
			assertThat(found(index)).containsExactly("a");
		}
		try (Directory directory = FSDirectory.open(this.folder.resolve("index"));
				SearchIndex index = SearchIndex.open(directory)) {
			assertThat(index.position().next()).isEqualTo(Map.of(0, 9L, 3, 7L));
			assertThat(found(index)).containsExactly("b");
		}
	}

	@Test
	void whatIsAbandonedWasNeverThere() throws IOException {
		try (Directory directory = FSDirectory.open(this.folder)) {
			SearchIndex index = SearchIndex.open(directory);
			index.startAnew("log-1");
			index.put(Stories.english("a", "Tram", ""));
			index.advance(Map.of(0, 1L));
			index.abandon();
			try (SearchIndex again = SearchIndex.open(directory)) {
				assertThat(again.position()).isEqualTo(new IndexPosition("log-1", Instant.EPOCH, Map.of()));
				assertThat(found(again)).isEmpty();
			}
		}
	}

	@Test
	void anotherLogBeginsWithAnEmptyIndex() throws IOException {
		try (Directory directory = FSDirectory.open(this.folder)) {
			try (SearchIndex index = filled(directory)) {
				index.startAnew("log-2");
				assertThat(found(index)).isEmpty();
			}
			try (SearchIndex index = SearchIndex.open(directory)) {
				assertThat(index.position()).isEqualTo(new IndexPosition("log-2", Instant.EPOCH, Map.of()));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "segments_*", "*.si", "*.cfs" })
	void aChangedByteIsNoticedWhenTheIndexIsOpened(String files) throws IOException {
		try (Directory directory = FSDirectory.open(this.folder)) {
			filled(directory).close();
			for (Path file : matching(files)) {
				byte[] bytes = Files.readAllBytes(file);
				bytes[bytes.length / 2] ^= 0x10;
				Files.write(file, bytes);
			}
			assertThatExceptionOfType(CorruptIndexException.class).isThrownBy(() -> SearchIndex.open(directory));
			SearchIndex.discard(directory);
			try (SearchIndex index = SearchIndex.open(directory)) {
				assertThat(index.position()).isEqualTo(IndexPosition.NONE);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "segments_*", "*.si", "*.cfs", "*.cfe" })
	void aShortFileIsNoticedWhenTheIndexIsOpened(String files) throws IOException {
		try (Directory directory = FSDirectory.open(this.folder)) {
			filled(directory).close();
			for (Path file : matching(files)) {
				byte[] bytes = Files.readAllBytes(file);
				Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
			}
			assertThatThrownBy(() -> SearchIndex.open(directory)).isInstanceOf(IOException.class);
			SearchIndex.discard(directory);
			SearchIndex.open(directory).close();
		}
	}

	@Test
	void aFolderThatIsDeletedUnderTheIndexIsNoticedAndSearchesGoOn() throws IOException {
		try (Directory directory = FSDirectory.open(this.folder.resolve("index"))) {
			SearchIndex index = filled(directory);
			index.look();
			for (Path file : matching("index/*")) {
				Files.delete(file);
			}
			Files.delete(this.folder.resolve("index"));
			assertThat(found(index)).containsExactly("a");
			assertThatThrownBy(index::look).isInstanceOf(IOException.class);
		}
	}

	@Test
	void discardingDeletesNothingButTheIndex() throws IOException {
		Files.writeString(this.folder.resolve("thesis.doc"), "years of work");
		Files.writeString(this.folder.resolve("_notes"), "more of it");
		Files.createDirectory(this.folder.resolve("photos"));
		try (Directory directory = FSDirectory.open(this.folder)) {
			filled(directory).close();
			SearchIndex.discard(directory);
		}
		assertThat(this.folder.toFile().list()).containsExactlyInAnyOrder("thesis.doc", "_notes", "photos",
				"write.lock");
	}

	@Test
	void aSecondProcessIsRefusedAndCanNeitherOpenNorDiscard() throws IOException {
		try (Directory directory = FSDirectory.open(this.folder); SearchIndex index = filled(directory)) {
			assertThatExceptionOfType(LockObtainFailedException.class).isThrownBy(() -> SearchIndex.open(directory));
			assertThatExceptionOfType(LockObtainFailedException.class).isThrownBy(() -> SearchIndex.discard(directory));
			assertThat(found(index)).containsExactly("a");
		}
	}

	private static SearchIndex filled(Directory directory) throws IOException {
		SearchIndex index = SearchIndex.open(directory);
		index.startAnew("log-1");
		index.put(Stories.english("a", "Tram", "<p>" + "The tram is back. ".repeat(500) + "</p>"));
		index.advance(Map.of(0, 1L));
		index.commit();
		return index;
	}

	private static List<String> found(SearchIndex index) throws IOException {
		SearchRequest request = new SearchRequest(new QueryText("tram "), ArticleFilter.NONE, null,
				SearchOrder.RELEVANCE, 100, null);
		return index.search(request, NOW, Duration.ofSeconds(30)).items().stream().map(Finds.Find::id).toList();
	}

	private List<Path> matching(String glob) throws IOException {
		int slash = glob.indexOf('/');
		Path parent = (slash < 0) ? this.folder : this.folder.resolve(glob.substring(0, slash));
		try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, glob.substring(slash + 1))) {
			List<Path> result = Stream.iterate(files.iterator(), java.util.Iterator::hasNext, (next) -> next)
				.map(java.util.Iterator::next)
				.toList();
			assertThat(result).isNotEmpty();
			return result;
		}
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.list(from)) {
			for (Path file : files.toList()) {
				Files.copy(file, to.resolve(file.getFileName()));
			}
		}
	}

}
