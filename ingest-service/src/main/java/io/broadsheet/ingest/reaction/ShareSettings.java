package io.broadsheet.ingest.reaction;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What shares are taken.
 *
 * @param channels where readers share to, each up to 32 lower-case letters, digits and
 * single hyphens
 */
@ConfigurationProperties("broadsheet.shares")
record ShareSettings(List<String> channels) {

	private static final Pattern CHANNEL = Pattern.compile("(?=.{1,32}$)[a-z0-9]++(?:-[a-z0-9]++)*+");

	ShareSettings {
		channels = channels.stream().map(ShareSettings::checked).distinct().toList();
	}

	private static String checked(String channel) {
		if (!CHANNEL.matcher(channel).matches()) {
			throw new IllegalArgumentException("The channel " + channel
					+ " is not up to 32 lower-case letters, digits and single hyphens, such as copy-link");
		}
		return channel;
	}

}
