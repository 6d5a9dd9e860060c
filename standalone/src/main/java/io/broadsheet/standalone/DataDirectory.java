package io.broadsheet.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where everything that outlives a run is kept. One run at a time has it.
 */
final class DataDirectory implements AutoCloseable {

	private static final String LOCK = "run.lock";

	/** All that Broadsheet keeps here. What else there is, is somebody else's. */
	private static final Set<String> OWN_NAMES = Set.of("kafka", "logs", "ingest-service", "catalog-service",
			"trending-service", "gateway", "edition-started", "edition-loaded", "visitor-secret", "cursor-key");

	private static final int SECRET_BYTES = 32;

	private final Path root;

	private final FileChannel channel;

	private DataDirectory(Path root, FileChannel channel) {
		this.root = root;
		this.channel = channel;
	}

	/**
	 * Takes the directory for this run.
	 * @param root the directory, created if missing
	 * @param holder what another run is told about this one
	 * @return the directory
	 * @throws IOException if it can't be written
	 */
	static DataDirectory take(Path root, String holder) throws IOException {
		Files.createDirectories(root);
		Path file = root.resolve(LOCK);
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		FileLock lock = channel.tryLock();
		if (lock == null) {
			channel.close();
			throw new StartFailure("Broadsheet runs already with the data in " + root + ": " + Files.readString(file)
					+ "\nStop that one first, or use other data with --data and other ports with --port-offset.");
		}
		channel.truncate(0);
		channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
		return new DataDirectory(root, channel);
	}

	void forget() throws IOException {
		try (Stream<Path> children = Files.list(this.root)) {
			for (Path child : children.toList()) {
				if (OWN_NAMES.contains(child.getFileName().toString())) {
					delete(child);
				}
			}
		}
	}

	Path resolve(String name) {
		return this.root.resolve(name);
	}

	/**
	 * A secret of this installation, made up at the first run.
	 * @param name what it is for
	 * @return 64 hexadecimal digits
	 * @throws IOException if it can't be read or written
	 */
	String secret(String name) throws IOException {
		Path file = this.root.resolve(name);
		if (!Files.exists(file)) {
			byte[] bytes = new byte[SECRET_BYTES];
			new SecureRandom().nextBytes(bytes);
			Files.writeString(file, HexFormat.of().formatHex(bytes));
		}
		return Files.readString(file);
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	private static void delete(Path path) throws IOException {
		List<Path> deepestFirst;
		try (Stream<Path> all = Files.walk(path)) {
			deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path each : deepestFirst) {
			Files.delete(each);
		}
	}

}
