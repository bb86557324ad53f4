using System.Text.Json;
using Agent.ApiServer.Json;
using Agent.ApiServer.Kinds;
using Agent.ApiServer.Resources;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Http;

/// <summary>What a client is warned of: fields in the body that the type does not have (<c>fieldValidation=Warn</c>, which is the default).</summary>
internal static class FieldWarnings
{
    // As upstream: more than this says nothing more.
    private const int MaxWarnings = 50;

    /// <summary>The texts of the warnings, in the order of the body; bodies that hold no fields of the object have none.</summary>
    public static IReadOnlyList<string> Of(ApiRequest request)
    {
        var isChecked = request.Verb is ApiVerb.Create or ApiVerb.Update or ApiVerb.Patch
            && request.Subresource is null or "status"
            && request.ContentType != ApiContentTypes.JsonPatch
            && request.Parameter("fieldValidation") is null or "" or "Warn"
            && !request.Body.IsEmpty;
        var resource = request.Resource;
        if (!isChecked || ResourceCatalog.Find(resource.Group, resource.Version, resource.Plural) is not { } definition)
        {
            return [];
        }

        try
        {
            return
            [
                .. FieldValidation.Unknown(definition, JsonObjects.Parse(request.Body.Span))
                    .Where(f => !f.Contains('$', StringComparison.Ordinal))
                    .Take(MaxWarnings)
                    .Select(f => $"unknown field \"{f}\""),
            ];
        }
        catch (JsonException)
        {
            // The answer says so.
            return [];
        }
    }

    /// <summary>A warning as the header <c>Warning</c> carries it (RFC 9111 gave it up; the Kubernetes API uses it).</summary>
    public static string Header(string text) =>
        $"299 - \"{new string([.. text.Where(c => c is >= ' ' and <= '~')]).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
