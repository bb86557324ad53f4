using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Akka.Actor;

public abstract partial class ActorPath
{
    internal const string ValidActorNameDescription =
        "Actor paths MUST: not start with `$`, not be empty, and only contain ASCII letters, digits and "
        + $"these special characters: `{ValidSymbols}`";

    /// <summary>What a name may contain besides ASCII letters, digits and percent escapes.</summary>
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private static readonly SearchValues<char> ValidChars = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + ValidSymbols);

    /// <summary>Whether the text can be the name of an actor. Names that start with <c>$</c> are the system's own.</summary>
    public static bool IsValidPathElement([NotNullWhen(true)] string? s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$')
        {
            return false;
        }

        var rest = s.AsSpan();
        while (true)
        {
            var odd = rest.IndexOfAnyExcept(ValidChars);
            if (odd < 0)
            {
                return true;
            }

            if (rest[odd] != '%' || odd + 2 >= rest.Length
                || !char.IsAsciiHexDigit(rest[odd + 1])
                || !char.IsAsciiHexDigit(rest[odd + 2]))
            {
                return false;
            }

            rest = rest[(odd + 3)..];
        }
    }

    /// <summary>Reads <c>akka://system/user/name#uid</c>.</summary>
    /// <exception cref="UriFormatException">The text is no such path.</exception>
    public static ActorPath Parse(string path) =>
        TryParse(path, out var actorPath) ? actorPath : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    /// <summary>Reads <c>akka://system/user/name#uid</c>.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out ActorPath? actorPath)
    {
        if (!Address.TryParse(path, out var address, out var names))
        {
            actorPath = null;
            return false;
        }

        actorPath = new RootActorPath(address!) / names.Split('/');
        return true;
    }

    /// <summary>The path with its address: <c>akka://system/user/name</c>.</summary>
    public override string ToString() => Join(Address.ToString());

    /// <summary>The path without its address: <c>/user/name</c>.</summary>
    public string ToStringWithoutAddress() => Join("");

    /// <summary>The path with its address or, if that has no host and port, with the given one.</summary>
    public string ToStringWithAddress(Address address) =>
        Join((Address.Host is not null && Address.Port is not null ? Address : address).ToString());

    /// <summary>The path with its address and, if it is defined, its uid.</summary>
    public string ToStringWithUid() =>
        Uid == ActorCell.UndefinedUid ? ToString() : string.Create(CultureInfo.InvariantCulture, $"{this}#{Uid}");

    private string Join(string prefix)
    {
        if (_parent is null)
        {
            return prefix + "/";
        }

        var length = prefix.Length;
        for (var path = this; path._parent is not null; path = path._parent)
        {
            length += path.Name.Length + 1;
        }

        return string.Create(length, (prefix, path: this), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            var end = text.Length;
            for (var path = state.path; path._parent is not null; path = path._parent)
            {
                end -= path.Name.Length;
                path.Name.CopyTo(text[end..]);
                text[--end] = '/';
            }
        });
    }
}
