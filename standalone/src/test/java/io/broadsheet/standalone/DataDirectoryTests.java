package io.broadsheet.standalone;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What outlives a run.
 */
class DataDirectoryTests {

	@TempDir
	private Path root;

	@Test
	void aSecretIsMadeUpOnceAndKept() throws Exception {
		String first;
		try (DataDirectory data = DataDirectory.take(this.root, "me")) {
			first = data.secret("key");
		}
		try (DataDirectory data = DataDirectory.take(this.root, "me")) {
			assertThat(data.secret("key")).isEqualTo(first).matches("[0-9a-f]{64}");
			assertThat(data.secret("other")).isNotEqualTo(first);
		}
	}

	@Test
	void forgettingDeletesWhatIsOursAndNothingElse() throws Exception {
		try (DataDirectory data = DataDirectory.take(this.root, "me")) {
			Files.createDirectories(this.root.resolve("kafka/topic-0"));
			Files.writeString(this.root.resolve("kafka/topic-0/log"), "data");
			Files.writeString(this.root.resolve("novel.txt"), "not ours");
			data.forget();
			try (var left = Files.list(this.root)) {
				assertThat(left).containsExactlyInAnyOrder(this.root.resolve("run.lock"),
						this.root.resolve("novel.txt"));
			}
		}
	}

	@Test
	void theDirectoryIsFreeWhenTheRunIsOver() throws Exception {
		DataDirectory.take(this.root, "first").close();
		try (DataDirectory data = DataDirectory.take(this.root, "second")) {
			assertThat(Files.readString(data.resolve("run.lock"))).isEqualTo("second");
		}
	}

}
