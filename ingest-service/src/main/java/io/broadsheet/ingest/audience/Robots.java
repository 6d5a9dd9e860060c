package io.broadsheet.ingest.audience;

import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import ua_parser.Parser;

/**
 * Tells robots from people by what they say of themselves, as
 * <a href="https://github.com/ua-parser/uap-core">ua-parser</a> understands it. Programs
 * that are no crawlers, such as apps and what they are built with, are not robots.
 */
final class Robots {

	private static final String SPIDER = "Spider";

	/**
	 * Some name a telephone that they pretend to be, and are known by their name alone.
	 */
	private static final Pattern NAME = Pattern.compile("bot|spider|crawl|headless|mediapartners",
			Pattern.CASE_INSENSITIVE);

	/** Names stand further ahead, and what is longer takes longer. */
	private static final int LOOKED_AT = 400;

	private final Parser parser = new Parser();

	private final LoadingCache<String, Boolean> known;

	/**
	 * Creates a memory of user agents.
	 * @param remembered for how many of them the answer is remembered: to find it takes
	 * about a millisecond
	 */
	Robots(int remembered) {
		this.known = Caffeine.newBuilder().maximumSize(remembered).build(this::look);
	}

	/**
	 * Looks at a user agent.
	 * @param userAgent as it was sent
	 * @return whether it is a robot's
	 */
	boolean isRobot(String userAgent) {
		return this.known.get(userAgent.substring(0, Math.min(userAgent.length(), LOOKED_AT)));
	}

	private boolean look(String userAgent) {
		return SPIDER.equals(this.parser.parseDevice(userAgent).family)
				|| NAME.matcher(this.parser.parseUserAgent(userAgent).family).find();
	}

	/** How many are remembered now. */
	long remembered() {
		this.known.cleanUp();
		return this.known.estimatedSize();
	}

}
