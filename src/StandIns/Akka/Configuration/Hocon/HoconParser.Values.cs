namespace Akka.Configuration.Hocon;

internal sealed partial class HoconParser
{
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
