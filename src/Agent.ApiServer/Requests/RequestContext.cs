using Agent.ApiServer.Admission;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.ApiServer.Tokens;

namespace Agent.ApiServer.Requests;

/// <summary>What all requests are answered with.</summary>
/// <param name="Store">The objects.</param>
/// <param name="Tokens">Makes and reads tokens of service accounts.</param>
/// <param name="Admission">What is done to new objects beyond their defaults.</param>
internal sealed record RequestContext(ObjectStore Store, ServiceAccountTokens Tokens, AdmissionOptions Admission)
{
    public DateTimeOffset Now => Store.Options.Time.GetUtcNow();

    public Random Random => Store.Options.Random;

    /// <summary>An object that must be there.</summary>
    public StoredObject Get(ResourceDefinition definition, string? space, string name) =>
        Store.Find(definition, space, name) ?? throw Errors.ApiErrors.NotFound(definition, name);
}
