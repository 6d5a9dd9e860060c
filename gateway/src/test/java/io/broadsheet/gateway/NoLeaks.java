package io.broadsheet.gateway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails a class of tests after which Netty finds buffers that nobody gave back. Netty
 * says so in its log, when it makes the next buffer after a collection.
 */
final class NoLeaks implements BeforeEachCallback, AfterAllCallback {

	private static final int BUFFERS = 100;

	private static final Leaks leaks = new Leaks();

	/** Spring Boot takes all appenders away when it begins. */
	@Override
	public void beforeEach(ExtensionContext context) {
		Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
		if (!logger.isAttached(leaks)) {
			leaks.start();
			logger.addAppender(leaks);
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		System.gc();
		for (int buffer = 0; buffer < BUFFERS; buffer++) {
			ByteBufAllocator.DEFAULT.buffer().release();
		}
		List<String> found = List.copyOf(leaks.found);
		leaks.found.clear();
		if (!found.isEmpty()) {
			throw new AssertionError(found.size() + " buffers were not given back. The first: " + found.get(0));
		}
	}

	private static final class Leaks extends AppenderBase<ILoggingEvent> {

		private final List<String> found = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			this.found.add(event.getFormattedMessage());
		}

	}

}
