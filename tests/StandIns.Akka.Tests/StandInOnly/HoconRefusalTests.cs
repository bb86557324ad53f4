using Akka.Configuration;

namespace StandIns.Akka.Tests.StandInOnly;

public class HoconRefusalTests
{
    [Theory]
    [InlineData("a = 1\n  include \"other.conf\"", "include is not supported", 2, 3)]
    [InlineData("a = [1]\na += 2", "+= is not supported", 2, 1)]
    [InlineData("v = ${?HOME}", "optional substitution", 1, 5)]
    [InlineData("v = ${ a }", "written ${path}", 1, 5)]
    [InlineData("v = ${missing.path}", "Unresolved substitution: missing.path", 1, 5)]
    [InlineData("v = ${v}", "refers to itself", 1, 5)]
    [InlineData("a = ${b}\nb = ${a}", "refers to itself", 2, 5)]
    [InlineData("b = ${a}\na = ${b}\nc = ${b.x}", "refers to itself", 2, 5)]
    [InlineData("a = 1 #", "An empty comment", 1, 7)]
    [InlineData("a = 1//", "An empty comment", 1, 6)]
    [InlineData("a { b = ${a} }", "refers to itself", 1, 9)]
    [InlineData("o { x = 1 }\nv = 5 { y = 1 }", "cannot follow another kind", 2, 7)]
    [InlineData("o { x = 1 }\nv = ${o} { y = 1 }", "cannot follow another kind", 2, 10)]
    [InlineData("o { x = 1 }\nv { y = 1 }\nv = ${o}", "Replacing an object", 3, 5)]
    [InlineData("o { x = 1 }\nv = ${o}\nv.y = 2", "Adding keys to a substitution", 3, 2)]
    [InlineData("v { y = 1 }\nv = [1]", "Replacing an object", 2, 5)]
    [InlineData("v = text [1]", "cannot be joined", 1, 10)]
    [InlineData("l = [1]\nv = text ${l}", "cannot be joined", 2, 5)]
    [InlineData("l = [1]\nv = ${l} text", "cannot be joined", 2, 5)]
    [InlineData("v = {a = 1} text", "cannot be joined", 1, 13)]
    [InlineData("v = [ ]", "empty list is written []", 1, 7)]
    [InlineData("v = [1,, 2]", "Expected a list item", 1, 8)]
    [InlineData("v = [1, 2", "The list is not closed", 1, 5)]
    [InlineData("v = \nw = 1", "Expected a key, not '='", 2, 3)]
    [InlineData("v = ", "Expected a value, not the end", 1, 5)]
    [InlineData("o { v = }", "Expected a value, not '}'", 1, 9)]
    [InlineData("a {\n  b = 1", "The object is not closed", 1, 3)]
    [InlineData("a = 1\n}", "Expected a key, not '}'", 2, 1)]
    [InlineData("{ a = 1 } b = 2", "Expected the end of the text", 1, 11)]
    [InlineData("a = \"open", "quote is not closed", 1, 5)]
    [InlineData("a = \"\"\"open\"\"", "quote is not closed", 1, 5)]
    [InlineData("key with no value\nb = 1", "after key 'key with no value', not 'b'", 2, 1)]
    [InlineData("\"a\" b = 1", "after key 'a', not 'b'", 1, 5)]
    [InlineData("a = \"\\q\"", "Unknown escape", 1, 6)]
    [InlineData("a = \"\\u12\"", "four hexadecimal digits", 1, 6)]
    public void ParseString_Unsupported_NamesLineAndColumn(string hocon, string message, int line, int column)
    {
        var error = Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString(hocon));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"(line {line}, column {column})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseString_UnquotedAssignment_NamesLineAndColumn()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a = 1\nb = http://x"));

        Assert.EndsWith("(line 2, column 9)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", typeof(NotSupportedException))]
    [InlineData("5 weeks", typeof(FormatException))]
    public void Getters_BadValue_NameLineAndColumn(string text, Type kind)
    {
        var config = ConfigurationFactory.ParseString($"a {{\n  v = {text}\n}}");

        var error = Assert.Throws(kind, () => text == "yes" ? (object)config.GetBoolean("a.v") : config.GetTimeSpan("a.v"));

        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("(line 2, column 7)", error.Message, StringComparison.Ordinal);
    }
}
