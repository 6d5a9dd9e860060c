package io.broadsheet.events.broker;

import net.jpountz.util.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * LZ4 in machine code. Kafka's clients would take it by themselves, but lz4-java looks
 * for it only if the application's class loader is the system's, which it is not in an
 * executable jar; there it compresses in Java, at a higher cost.
 */
public final class NativeCompression {

	private static final Logger logger = LoggerFactory.getLogger(NativeCompression.class);

	private NativeCompression() {
	}

	/**
	 * Loads it, before the first client of Kafka is made. Where it does not exist, LZ4
	 * stays in Java.
	 */
	public static void load() {
		try {
			Native.load();
		}
		catch (LinkageError | RuntimeException ex) {
			logger.atWarn().setCause(ex).log("There is no LZ4 in machine code here, so it is done in Java");
		}
	}

}
