package io.broadsheet.catalog.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.feed.synd.SyndPerson;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;

import org.springframework.http.MediaType;

/**
 * Atom 1.0, <a href="https://www.rfc-editor.org/rfc/rfc4287">RFC 4287</a>. An article
 * without a byline has the feed's author, the newspaper.
 */
class AtomFormat implements FeedFormat {

	private static final MediaType MEDIA_TYPE = new MediaType("application", "atom+xml", StandardCharsets.UTF_8);

	private static final Pattern CANONICAL_UUID = Pattern
		.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

	@Override
	public MediaType mediaType() {
		return MEDIA_TYPE;
	}

	@Override
	public byte[] write(Feed feed) {
		com.rometools.rome.feed.atom.Feed atom = new com.rometools.rome.feed.atom.Feed("atom_1.0");
		atom.setId(feed.address());
		atom.setTitleEx(text(feed.title()));
		atom.setUpdated(Date.from(feed.updatedAt().map((time) -> time.toInstant()).orElse(Instant.EPOCH)));
		atom.setAuthors(List.of(person(feed.publisher())));
		atom.setAlternateLinks(List.of(link("alternate", "text/html", feed.home())));
		atom.setOtherLinks(List.of(link("self", "application/atom+xml", feed.address())));
		atom.setEntries(feed.items().stream().map(AtomFormat::entry).toList());
		Document document = Markup.document(atom);
		addLanguages(document.getRootElement(), feed);
		return Markup.bytes(document);
	}

	private static Entry entry(Feed.Item article) {
		Entry entry = new Entry();
		entry.setId(urn(article.id()));
		entry.setTitleEx(text(article.headline()));
		entry.setAlternateLinks(List.of(link("alternate", "text/html", article.url())));
		entry.setPublished(Markup.date(article));
		entry.setUpdated(Date.from(article.updatedAt().toInstant()));
		entry.setAuthors(article.authors().stream().map(AtomFormat::person).toList());
		entry.setCategories(article.categories().stream().map(AtomFormat::category).toList());
		if (article.summary() != null) {
			entry.setSummary(text(article.summary()));
		}
		entry.setModules(Markup.media(article.image()));
		return entry;
	}

	/**
	 * The id as an address, which Atom asks for. The ledger's ids are UUIDs; any other
	 * becomes the UUID (version 3 of RFC 9562) of its name.
	 */
	private static String urn(String id) {
		boolean uuid = CANONICAL_UUID.matcher(id).matches();
		return "urn:uuid:" + (uuid ? id : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
	}

	/** ROME knows no {@code xml:lang}. */
	private static void addLanguages(Element root, Feed feed) {
		setLanguage(root, feed.language());
		List<Element> entries = root.getChildren("entry", root.getNamespace());
		for (int i = 0; i < entries.size(); i++) {
			setLanguage(entries.get(i), feed.items().get(i).language());
		}
	}

	private static void setLanguage(Element element, String language) {
		element.setAttribute("lang", language, Namespace.XML_NAMESPACE);
	}

	private static Content text(String text) {
		Content content = new Content();
		content.setType(Content.TEXT);
		content.setValue(text);
		return content;
	}

	private static Link link(String rel, String type, String href) {
		Link link = new Link();
		link.setRel(rel);
		link.setType(type);
		link.setHref(href);
		return link;
	}

	private static SyndPerson person(String name) {
		Person person = new Person();
		person.setName(name);
		return person;
	}

	private static Category category(String term) {
		Category category = new Category();
		category.setTerm(term);
		return category;
	}

}
