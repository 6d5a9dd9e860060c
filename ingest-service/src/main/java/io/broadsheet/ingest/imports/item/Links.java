package io.broadsheet.ingest.imports.item;

import java.util.regex.Pattern;

/**
 * Addresses as they stand in a stranger's document.
 */
public final class Links {

	private static final Pattern USABLE = Pattern.compile("https?://[^\\s<>\"]{1,1990}");

	private Links() {
	}

	/**
	 * Whether an address can be shown to readers. One that can't costs itself alone, not
	 * its item.
	 * @param link the address
	 * @return true for one of the web that is not too long for a draft
	 */
	public static boolean isUsable(String link) {
		return USABLE.matcher(link).matches();
	}

}
