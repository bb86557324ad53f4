using Akka.Configuration;

namespace StandIns.Akka.Tests.Configuration.Hocon;

public class HoconTextTests
{
    [Theory]
    [InlineData("v = plain", "plain")]
    [InlineData("v : colon", "colon")]
    [InlineData("v = two words", "two words")]
    [InlineData("v = two   words  ", "two   words")]
    [InlineData("v = \" trimmed \"", "trimmed")]
    [InlineData("v = \"a\" \"b\"c", "a bc")]
    [InlineData("v = \"tab\\t quote\\\" slash\\/ back\\\\ A\\u0041\"", "tab\t quote\" slash/ back\\ AA")]
    [InlineData("v = \"\"\"raw \\n \"x\" \"\"\"", "raw \\n \"x\"")]
    [InlineData("v = \"null\"", null)]
    [InlineData("v = \"\"", "")]
    [InlineData("v = 1 # comment", "1")]
    [InlineData("v = 1 // comment", "1")]
    [InlineData("v = /user/a-b_c(d)+e", "/user/a-b_c(d)+e")]
    [InlineData("v = 127.0.0.1", "127.0.0.1")]
    [InlineData("v =\n\n  next line", "next line")]
    [InlineData("v = 1\nv = 2", "2")]
    [InlineData("v { a = 1 }\nv = 2", "2")]
    [InlineData("{ v = 1 }", "1")]
    [InlineData("{ \"v\" : \"json\", \"w\" : [1, 2] }", "json")]
    [InlineData("v = 1,", "1")]
    [InlineData("u = 1, v = 2", "2")]
    [InlineData("u = 7, v = ${u}", "7")]
    [InlineData("v = ${u}, u = 7", "7")]
    [InlineData("u = 7, v = ${u}, u = 8", "8")]
    [InlineData("u = 7, v = x ${u}y", "x 7y")]
    [InlineData("u = { w = 7 }, v = ${u.w}", "7")]
    public void ParseString_Value_GivesText(string hocon, string? expected) =>
        Assert.Equal(expected, ConfigurationFactory.ParseString(hocon).GetString("v"));

    [Theory]
    [InlineData("a.b.c = 1")]
    [InlineData("a { b { c = 1 } }")]
    [InlineData("a.b { c = 1 }")]
    [InlineData("a = { b = { c = 1 } }")]
    [InlineData("a : { \"b\" : { \"c\" : 1 } }")]
    [InlineData("a\n{\n  b\n  {\n    c\n = 1\n  }\n}")]
    [InlineData("a = 5\na.b.c = 1")]
    [InlineData("a { x = 2 } \n a { b { c = 1 } }")]
    [InlineData("a = {x = 2} {b.c = 1}")]
    [InlineData("\"a\".\"b\".\"c\" = 1")]
    [InlineData("o = { c = 1 }, a.b = ${o}")]
    [InlineData("a . b . c = 1")]
    public void ParseString_NestedForms_AreTheSame(string hocon) =>
        Assert.Equal(1, ConfigurationFactory.ParseString(hocon).GetInt("a.b.c"));

    [Theory]
    [InlineData("v = []", new string[0])]
    [InlineData("v = [a]", new[] { "a" })]
    [InlineData("v = [a, b,]", new[] { "a", "b" })]
    [InlineData("v = [\n  a # one\n  b\n]", new[] { "a", "b" })]
    [InlineData("v = [a b, \"c,d\"]", new[] { "a b", "c,d" })]
    [InlineData("v = [a] [b]", new[] { "a", "b" })]
    [InlineData("u = [a], v = ${u} [b]", new[] { "a", "b" })]
    [InlineData("u = [a], v = [b] ${u}", new[] { "b", "a" })]
    [InlineData("u = [a], v = ${u}", new[] { "a" })]
    [InlineData("v = [a], v = [b]", new[] { "b" })]
    [InlineData("v = text", new string[0])]
    public void ParseString_Lists_GiveTheirItems(string hocon, string[] expected) =>
        Assert.Equal(expected, ConfigurationFactory.ParseString(hocon).GetStringList("v"));

    [Fact]
    public void ParseString_ListOfObjects_KeepsThem()
    {
        var items = ConfigurationFactory.ParseString("v = [{ a = 1 }, { a = 2 }]").GetValue("v")!.GetArray();

        Assert.Equal([1, 2], items.Select(item => item.GetChildObject("a")!.GetInt()));
    }

    [Theory]
    [InlineData("v = ${missing}")]
    [InlineData("v = a?b")]
    [InlineData("v = /user/*")]
    [InlineData("v = 1,, w = 2")]
    [InlineData("a { b = 1 }, c = 2")]
    [InlineData("v = \"\\x\"")]
    [InlineData("& = 1")]
    public void ParseString_BadSyntax_ThrowsFormatException(string hocon) =>
        Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString(hocon));

    [Theory]
    [InlineData("v = http://host")]
    [InlineData("v = a=b")]
    [InlineData("v = [a=b]")]
    public void ParseString_UnquotedAssignment_ThrowsConfigurationException(string hocon) =>
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(hocon));
}
