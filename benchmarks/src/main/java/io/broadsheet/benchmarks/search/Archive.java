package io.broadsheet.benchmarks.search;

import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.broadsheet.events.Article;
import io.broadsheet.events.Author;

/**
 * Articles that nobody wrote, the same at each run: two in three English, one Vietnamese,
 * their words as unequally frequent as those of a language (Zipf's law).
 */
final class Archive {

	/** When the newest article was published. */
	static final OffsetDateTime END = OffsetDateTime.parse("2026-05-01T12:00:00Z");

	static final int SECTIONS = 10;

	private static final int ENGLISH_WORDS = 40_000;

	private static final int BODY_WORDS = 250;

	private static final int MINUTES_APART = 30;

	private static final String[] INITIALS = { "b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh",
			"ph", "qu", "s", "t", "th", "tr", "v", "x" };

	private static final String[] RHYMES = { "a", "à", "á", "ạ", "an", "án", "ang", "àng", "anh", "ành", "âu", "ấy",
			"ê", "ên", "iên", "iện", "o", "ò", "ong", "ông", "ôi", "ội", "ơi", "ời", "uyên", "ư", "ừ", "ươi", "ường",
			"ưởng" };

	private Archive() {
	}

	static Article article(int number) {
		Random dice = new Random(number);
		String language = (number % 3 == 0) ? "vi" : "en";
		String id = "bench-" + number;
		OffsetDateTime publishedAt = END.minusMinutes((long) MINUTES_APART * number);
		StringBuilder body = new StringBuilder();
		for (int paragraph = 0; paragraph < 5; paragraph++) {
			body.append("<p>").append(words(dice, language, BODY_WORDS / 5)).append(".</p>");
		}
		return new Article(id, null, 1, id, List.of(), "https://paper.example/" + id, words(dice, language, 8),
				words(dice, language, 20), body.toString(), language, "section-" + number % SECTIONS,
				List.of("tag-" + number % 100), List.of(new Author("Reporter " + number % 50)), null, List.of(),
				publishedAt, publishedAt, List.of(), null, true);
	}

	/**
	 * Some words that follow one another in an article.
	 */
	static List<String> quote(Random dice, int articles, String language, int length) {
		int number = dice.nextInt(articles / 3) * 3 + ("vi".equals(language) ? 0 : 1);
		String[] words = String.valueOf(article(number).summary()).split(" ");
		int start = dice.nextInt(words.length - length);
		return new ArrayList<>(List.of(words).subList(start, start + length));
	}

	static String folded(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").replace('đ', 'd');
	}

	private static String words(Random dice, String language, int count) {
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < count; i++) {
			result.append((i > 0) ? " " : "").append("vi".equals(language) ? syllable(dice) : word(dice));
		}
		return result.toString();
	}

	private static String word(Random dice) {
		int rank = (int) Math.pow(ENGLISH_WORDS, dice.nextDouble());
		StringBuilder word = new StringBuilder();
		for (int rest = rank * 37 + 11; rest > 0; rest /= 85) {
			word.append("bcdfghklmnprstvwz".charAt(rest % 17)).append("aeiou".charAt(rest / 17 % 5));
		}
		return word.toString();
	}

	private static String syllable(Random dice) {
		int rank = (int) Math.pow(INITIALS.length * RHYMES.length, dice.nextDouble()) * 89;
		return INITIALS[rank % INITIALS.length] + RHYMES[rank / INITIALS.length % RHYMES.length];
	}

}
