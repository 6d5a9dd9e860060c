package io.broadsheet.catalog.feed;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads documents with the platform's own parser, which takes nothing that is not XML.
 */
final class Xml {

	static final String ATOM = "http://www.w3.org/2005/Atom";

	static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

	static final String MEDIA = "http://search.yahoo.com/mrss/";

	private Xml() {
	}

	static Element root(byte[] document) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			return factory.newDocumentBuilder().parse(new ByteArrayInputStream(document)).getDocumentElement();
		}
		catch (Exception ex) {
			throw new AssertionError("Not XML", ex);
		}
	}

	/**
	 * The children of an element with this name, in no namespace if there is none.
	 */
	static List<Element> children(Element parent, String namespace, String name) {
		return children(parent).stream()
			.filter((child) -> name.equals(child.getLocalName()))
			.filter((child) -> namespace.equals((child.getNamespaceURI() != null) ? child.getNamespaceURI() : ""))
			.toList();
	}

	static List<Element> children(Element parent) {
		List<Element> result = new ArrayList<>();
		NodeList nodes = parent.getChildNodes();
		for (int i = 0; i < nodes.getLength(); i++) {
			if (nodes.item(i) instanceof Element element) {
				result.add(element);
			}
		}
		return result;
	}

	static Element only(Element parent, String namespace, String name) {
		List<Element> found = children(parent, namespace, name);
		assertThat(found).as(name).hasSize(1);
		return found.get(0);
	}

	static String text(Element parent, String namespace, String name) {
		return only(parent, namespace, name).getTextContent();
	}

	static List<String> texts(Element parent, String namespace, String name) {
		return children(parent, namespace, name).stream().map(Element::getTextContent).toList();
	}

}
