namespace Akka.Configuration.Hocon;

/// <summary>
/// Reads HOCON text into a tree. It accepts what the reference implementation reads in the same way, and refuses, with line
/// and column, what that one refuses, drops or misreads; see README.md.
/// </summary>
internal sealed class HoconParser
{
    private readonly HoconReader _reader;
    private readonly List<HoconSubstitution> _substitutions = [];

    private HoconParser(string text)
    {
        _reader = new HoconReader(text);
    }

    /// <summary>The root object of the text.</summary>
    /// <exception cref="FormatException">Bad syntax, an unresolved substitution, or an unsupported part of HOCON.</exception>
    /// <exception cref="ConfigurationException">An unquoted value with '=' or ':'.</exception>
    public static HoconValue Parse(string text)
    {
        var parser = new HoconParser(text);
        var root = parser.ParseRoot();
        HoconResolver.Resolve(root, parser._substitutions);
        return root;
    }

    private HoconValue ParseRoot()
    {
        var root = new HoconValue { Position = _reader.Position };
        _reader.SkipSpaceAndComments();
        var start = _reader.Position;
        ParseKeys(OwnObject(root, start), _reader.Skip('{') ? start : null);
        _reader.SkipSpaceAndComments();
        return _reader.AtEnd ? root : throw _reader.Error($"Expected the end of the text, not {_reader.Describe()}");
    }

    /// <summary>Reads keys up to the brace that closes <paramref name="opened"/>; without one, up to the end of the text.</summary>
    private void ParseKeys(HoconObject owner, HoconPosition? opened)
    {
        while (true)
        {
            _reader.SkipSpaceAndComments();
            if (_reader.AtEnd)
            {
                if (opened is { } start)
                {
                    throw HoconReader.Error("The object is not closed", start);
                }

                return;
            }

            if (opened is not null && _reader.Skip('}'))
            {
                return;
            }

            ParseKey(owner);
        }
    }

    private void ParseKey(HoconObject owner)
    {
        var start = _reader.Position;
        var quoted = _reader.Next == '"';
        if (!quoted && !_reader.AtKey)
        {
            throw _reader.Error($"Expected a key, not {_reader.Describe()}");
        }

        var key = quoted ? HoconQuotedText.Take(_reader) : _reader.TakeKey();
        _reader.SkipSpaceAndComments();
        if (!quoted && key.StartsWith("include", StringComparison.Ordinal) && _reader.Next == '"')
        {
            throw HoconReader.Error("include is not supported", start);
        }

        if (!quoted && key.EndsWith('+') && _reader.Next == '=')
        {
            throw HoconReader.Error($"+= is not supported; write {key[..^1].TrimEnd()} = [...] in full", start);
        }

        if (!owner.Items.TryGetValue(key, out var value))
        {
            value = new HoconValue();
            owner.Items.Add(key, value);
        }

        value.KeyPosition = start;
        ParseKeyContent(key, value);
    }

    private void ParseKeyContent(string key, HoconValue value)
    {
        var start = _reader.Position;
        if (_reader.Skip('.'))
        {
            _reader.SkipSpaceAndComments();
            ParseKey(OwnObject(value, start));
        }
        else if (_reader.Skip('{'))
        {
            ParseKeys(OwnObject(value, start), start);
        }
        else if (_reader.Skip('=') || _reader.Skip(':'))
        {
            Assign(value);
            _reader.Skip(',');
        }
        else
        {
            throw _reader.Error($"Expected '=', ':', '{{' or '.' after key '{key}', not {_reader.Describe()}");
        }
    }

    /// <summary>The object that keys are added to: the value's own, or a new one in place of what it was.</summary>
    private static HoconObject OwnObject(HoconValue value, HoconPosition start)
    {
        if (value.Parts is [HoconObjectElement existing])
        {
            return existing.Object;
        }

        if (value.Parts.OfType<HoconSubstitution>().Any())
        {
            throw HoconReader.Error("Adding keys to a substitution is not supported", start);
        }

        var created = new HoconObject();
        value.Clear();
        value.Add(new HoconObjectElement(created));
        value.Position = start;
        return created;
    }

    private void Assign(HoconValue value)
    {
        _reader.SkipSpaceAndComments();
        var start = _reader.Position;
        var merge = value.IsObject() && _reader.Next == '{';
        if (value.IsObject() && (_reader.Next == '[' || _reader.Looking("${")))
        {
            throw _reader.Error("Replacing an object by a list or a substitution is not supported");
        }

        if (!merge)
        {
            value.Clear();
            value.Position = start;
        }

        ParseParts(value);
        if (value.Parts.Count == 0)
        {
            throw _reader.Error($"Expected a value, not {_reader.Describe()}");
        }
    }

    /// <summary>Reads the parts of a value that stand side by side on one line.</summary>
    private void ParseParts(HoconValue value)
    {
        var blanks = "";
        while (true)
        {
            var start = _reader.Position;
            if (_reader.Skip('{'))
            {
                if (value.Parts.Any(part => part is not HoconObjectElement))
                {
                    throw HoconReader.Error("An object cannot follow another kind of value", start);
                }

                ParseKeys(OwnObject(value, start), start);
            }
            else if (ParsePart() is { } part)
            {
                Append(value, blanks, part, start);
            }
            else
            {
                return;
            }

            blanks = _reader.TakeBlanks();
        }
    }

    private HoconElement? ParsePart()
    {
        var start = _reader.Position;
        if (_reader.Skip('['))
        {
            return ParseList(start);
        }

        if (_reader.Next == '"')
        {
            return new HoconLiteral(HoconQuotedText.Take(_reader));
        }

        if (_reader.Looking("${"))
        {
            return ParseSubstitution(start);
        }

        if (!_reader.AtText)
        {
            return null;
        }

        var text = _reader.TakeText();
        return _reader.Next is '=' or ':'
            ? throw new ConfigurationException(_reader.Position.Locate(
                $"An unquoted value cannot contain '{_reader.Next}'; put the value in quotes, or an object in braces"))
            : new HoconLiteral(text);
    }

    private static void Append(HoconValue value, string blanks, HoconElement part, HoconPosition start)
    {
        var kinds = value.Parts.Append(part).Where(p => p is not HoconSubstitution).Select(p => p.GetType()).Distinct();
        if (kinds.Count() > 1)
        {
            throw HoconReader.Error("Text, lists and objects cannot be joined", start);
        }

        if (blanks.Length > 0 && value.Parts.Count > 0 && part is not HoconArray && value.Parts[0] is not HoconArray)
        {
            value.Add(new HoconLiteral(blanks));
        }

        value.Add(part);
    }

    private HoconSubstitution ParseSubstitution(HoconPosition start)
    {
        _reader.Skip("${".Length);
        if (_reader.Next == '?')
        {
            throw HoconReader.Error("An optional substitution (${?...}) is not supported", start);
        }

        var path = _reader.TakeText();
        if (path.Length == 0 || !_reader.Skip('}'))
        {
            throw HoconReader.Error("A substitution is written ${path}, without spaces or quotes", start);
        }

        var substitution = new HoconSubstitution(path, start);
        _substitutions.Add(substitution);
        return substitution;
    }

    private HoconArray ParseList(HoconPosition start)
    {
        var items = new List<HoconValue>();
        if (_reader.Skip(']'))
        {
            return new HoconArray(items);
        }

        do
        {
            _reader.SkipSpaceAndComments();
            var item = new HoconValue { Position = _reader.Position, KeyPosition = _reader.Position };
            ParseParts(item);
            if (item.Parts.Count == 0)
            {
                throw _reader.AtEnd
                    ? HoconReader.Error("The list is not closed", start)
                    : _reader.Error($"Expected a list item, not {_reader.Describe()}; an empty list is written []");
            }

            items.Add(item);
            _reader.Skip(',');
            _reader.SkipSpaceAndComments();
        }
        while (!_reader.Skip(']'));

        return new HoconArray(items);
    }
}
