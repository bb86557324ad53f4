using System.Globalization;

namespace Akka.Actor;

/// <summary>
/// The names from the root of an actor system to an actor. Two paths with the same names are equal; the uid tells apart the
/// actors that have lived there one after the other.
/// </summary>
public abstract partial class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private readonly ActorPath? _parent;

    private protected ActorPath(ActorPath? parent, string name, long uid)
    {
        _parent = parent;
        Name = name;
        Uid = uid;
    }

    /// <summary>The last name; empty for a root.</summary>
    public string Name { get; }

    /// <summary>Which actor of that path is meant; 0 if any.</summary>
    public long Uid { get; }

    /// <summary>The path of the parent; null for a root.</summary>
    public ActorPath Parent => _parent!;

    /// <summary>The actor system.</summary>
    public abstract Address Address { get; }

    /// <summary>The number of names below the root.</summary>
    public int Depth
    {
        get
        {
            var depth = 0;
            for (var path = _parent; path is not null; path = path._parent)
            {
                depth++;
            }

            return depth;
        }
    }

    /// <summary>The root of the path.</summary>
    public ActorPath Root
    {
        get
        {
            var path = this;
            while (path._parent is not null)
            {
                path = path._parent;
            }

            return path;
        }
    }

    /// <summary>The names from below the root down to this one.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var names = new string[Depth];
            var path = this;
            for (var i = names.Length - 1; i >= 0; i--, path = path._parent!)
            {
                names[i] = path.Name;
            }

            return names;
        }
    }

    /// <summary>The path of a child; <c>name#uid</c> sets the uid too.</summary>
    public static ActorPath operator /(ActorPath path, string name)
    {
        var (plain, uid) = SplitUid(name);
        return new ChildActorPath(path, plain, uid);
    }

    /// <summary>The path below, name by name; empty names are left out.</summary>
    public static ActorPath operator /(ActorPath path, IEnumerable<string> name) =>
        name.Where(element => !string.IsNullOrEmpty(element)).Aggregate(path, (parent, element) => parent / element);

    /// <summary>Whether both have the same names.</summary>
    public static bool operator ==(ActorPath? left, ActorPath? right) => left?.Equals(right) ?? right is null;

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !(left == right);

    /// <summary>The path of a child; the same as the operator.</summary>
    public ActorPath Child(string childName) => this / childName;

    /// <summary>The same path with another uid.</summary>
    /// <exception cref="NotSupportedException">A root was given a uid.</exception>
    public ActorPath WithUid(long uid)
    {
        if (_parent is null)
        {
            return uid == ActorCell.UndefinedUid
                ? this
                : throw new NotSupportedException("RootActorPath must have undefined Uid");
        }

        return uid == Uid ? this : new ChildActorPath(_parent, Name, uid);
    }

    /// <inheritdoc/>
    public bool Equals(ActorPath? other)
    {
        var (left, right) = (this, other);
        while (!ReferenceEquals(left, right))
        {
            if (left is null || right is null || !string.Equals(left.Name, right.Name, StringComparison.Ordinal))
            {
                return false;
            }

            if (left._parent is null && right._parent is null)
            {
                return left.Address.Equals(right.Address);
            }

            (left, right) = (left._parent, right._parent);
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        for (var path = this; path is not null; path = path._parent)
        {
            hash.Add(path.Name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>Compares the last names first, then those above them; a root is greater than any other path.</summary>
    public int CompareTo(ActorPath? other)
    {
        var (left, right) = (this, other);
        while (!ReferenceEquals(left, right))
        {
            if (right is null)
            {
                return 1;
            }

            if (left._parent is null)
            {
                return right._parent is null ? string.CompareOrdinal(left.ToString(), right.ToString()) : 1;
            }

            if (right._parent is null)
            {
                return -1;
            }

            var order = string.CompareOrdinal(left.Name, right.Name);
            if (order != 0)
            {
                return order;
            }

            (left, right) = (left._parent, right._parent);
        }

        return 0;
    }

    /// <summary>Splits <c>name#uid</c>.</summary>
    internal static (string Name, long Uid) SplitUid(string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        return hash < 0
            ? (name, ActorCell.UndefinedUid)
            : (name[..hash], long.Parse(name.AsSpan(hash + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }
}
