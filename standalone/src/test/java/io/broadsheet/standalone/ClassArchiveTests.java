package io.broadsheet.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a rehearsal leaves for later starts.
 */
class ClassArchiveTests {

	@TempDir
	private Path directory;

	@Test
	void aRehearsedProgramTakesItsClassesFromTheArchive() throws Exception {
		Path jar = program();
		ClassArchive archive = new ClassArchive(jar);
		archive.make();
		assertThat(start(jar, archive.options())).contains("Hello")
			.containsPattern("Program source: shared objects file \\(top\\)");
	}

	@Test
	void aProgramThatWasNeverRehearsedStartsWithoutAnArchive() {
		assertThat(new ClassArchive(this.directory.resolve("program.jar")).options()).isEmpty();
	}

	@Test
	void aRehearsalThatFailsLeavesNothing() throws Exception {
		Path broken = Files.writeString(this.directory.resolve("broken.jar"), "no jar");
		ClassArchive archive = new ClassArchive(broken);
		archive.make();
		assertThat(archive.options()).isEmpty();
		assertThat(this.directory).isDirectoryNotContaining("glob:**.jsa*");
	}

	private Path program() throws IOException {
		Path source = Files.writeString(this.directory.resolve("Program.java"),
				"class Program { public static void main(String[] args) { System.out.println(\"Hello\"); } }");
		ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
		assertThat(compiler.run(System.out, System.err, source.toString())).isZero();
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Program");
		Path jar = this.directory.resolve("program.jar");
		try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
			entries.putNextEntry(new JarEntry("Program.class"));
			entries.write(Files.readAllBytes(this.directory.resolve("Program.class")));
		}
		return jar;
	}

	private static String start(Path jar, List<String> options) throws Exception {
		List<String> command = new ArrayList<>(List.of(ExtractedJar.java(), "-Xlog:class+load"));
		command.addAll(options);
		command.addAll(List.of("-jar", jar.toString()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return output;
	}

}
