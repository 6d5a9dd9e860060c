package io.broadsheet.standalone;

import java.nio.file.Path;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where the embedded servers log to: a file of their own. Progress is told on the
 * console.
 */
final class Logging {

	private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %5p [%t] %logger{40} : %m%n";

	private Logging() {
	}

	/** Says nothing, until it is known where to. */
	static void none() {
		root().setLevel(Level.OFF);
	}

	static void to(Path file) {
		Logger root = root();
		LoggerContext context = root.getLoggerContext();
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern(PATTERN);
		encoder.start();
		FileAppender<ILoggingEvent> appender = new FileAppender<>();
		appender.setContext(context);
		appender.setEncoder(encoder);
		appender.setFile(file.toString());
		appender.setAppend(false);
		appender.start();
		root.detachAndStopAllAppenders();
		root.addAppender(appender);
		root.setLevel(Level.WARN);
		SLF4JBridgeHandler.removeHandlersForRootLogger();
		SLF4JBridgeHandler.install();
	}

	private static Logger root() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

}
