using System.Collections.Immutable;

namespace Agent.Kubernetes.Selectors;

/// <summary>Conditions on labels, all of which must hold; without any it matches everything.</summary>
/// <param name="Requirements">The conditions.</param>
public sealed record LabelSelector(ImmutableArray<LabelRequirement> Requirements)
{
    /// <summary>Matches everything.</summary>
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>Reads the form of query parameters, as <c>a=b,c!=d,e in (x,y),f notin (z),g,!h,i&gt;1,j&lt;2</c>.</summary>
    /// <exception cref="SelectorException">The text is no selector.</exception>
    public static LabelSelector Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LabelSelector(LabelSelectorReader.Read(text));
    }

    /// <summary>The selector of an object's field, such as a deployment's; null, which matches nothing, for null.</summary>
    /// <exception cref="SelectorException">An operator, a key or a value is not allowed.</exception>
    public static LabelSelector? Of(V1LabelSelector? selector)
    {
        if (selector is null)
        {
            return null;
        }

        var requirements = ImmutableArray.CreateBuilder<LabelRequirement>();
        foreach (var (key, value) in (selector.MatchLabels ?? ModelEquality.EmptyMap<string>()).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            requirements.Add(LabelSelectorReader.Checked(key, LabelOperator.In, [value]));
        }

        foreach (var expression in selector.MatchExpressions ?? [])
        {
            var @operator = expression.Operator switch
            {
                "In" => LabelOperator.In,
                "NotIn" => LabelOperator.NotIn,
                "Exists" => LabelOperator.Exists,
                "DoesNotExist" => LabelOperator.DoesNotExist,
                var other => throw new SelectorException(
                    $"operator '{other}' of label {expression.Key}: only In, NotIn, Exists and DoesNotExist are allowed"),
            };
            requirements.Add(LabelSelectorReader.Checked(expression.Key, @operator, expression.Values ?? []));
        }

        return new LabelSelector(requirements.DrainToImmutable());
    }

    /// <summary>Whether labels meet all conditions.</summary>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        foreach (var requirement in Requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(LabelSelector? other) => other is not null && Requirements.SequenceEqual(other.Requirements);

    /// <inheritdoc/>
    public override int GetHashCode() => Requirements.Length;

    /// <summary>The form of query parameters.</summary>
    public override string ToString() => string.Join(',', Requirements);
}
