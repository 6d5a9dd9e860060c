package io.broadsheet.standalone;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stays of jars that were taken apart.
 */
class ExtractedJarTests {

	@TempDir
	private Path target;

	@Test
	void thisBuildAndTheOneBeforeAreKept() throws Exception {
		for (String name : new String[] { "extracted-9", "extracted-10", "extracted-2" }) {
			Files.createDirectories(this.target.resolve(name).resolve("lib"));
			Files.writeString(this.target.resolve(name).resolve("lib").resolve("some.jar"), "");
		}
		ExtractedJar.deleteOld(this.target);
		assertThat(this.target).isDirectoryNotContaining("glob:**/extracted-2")
			.isDirectoryContaining("glob:**/extracted-9")
			.isDirectoryContaining("glob:**/extracted-10");
	}

	@Test
	void nothingElseIsDeleted() throws Exception {
		for (String name : new String[] { "classes", "extracted-1.4711", "extracted-new", "extracted" }) {
			Files.createDirectory(this.target.resolve(name));
		}
		ExtractedJar.deleteOld(this.target);
		assertThat(this.target).isDirectoryContaining("glob:**/classes")
			.isDirectoryContaining("glob:**/extracted-1.4711")
			.isDirectoryContaining("glob:**/extracted-new")
			.isDirectoryContaining("glob:**/extracted");
	}

}
