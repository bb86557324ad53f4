using Agent.ApiServer.Access;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Subresources;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Requests;

/// <summary>Gives each request to what answers it.</summary>
internal sealed class RequestRouter
{
    private readonly AccessReviews _reviews;
    private readonly ObjectReader _reader;
    private readonly ObjectCreator _creator;
    private readonly ObjectUpdater _updater;
    private readonly ObjectDeleter _deleter;
    private readonly PodBinding _binding;
    private readonly PodEviction _eviction;
    private readonly ServiceAccountToken _token;
    private readonly ScaleSubresource _scale;

    public RequestRouter(RequestContext context, AccessReviews reviews)
    {
        _reviews = reviews;
        _reader = new ObjectReader(context);
        _creator = new ObjectCreator(context);
        _updater = new ObjectUpdater(context, _creator);
        _deleter = new ObjectDeleter(context, _reader);
        _binding = new PodBinding(context);
        _eviction = new PodEviction(context, _deleter);
        _token = new ServiceAccountToken(context);
        _scale = new ScaleSubresource(context, _updater);
    }

    public ObjectCreator Creator => _creator;

    public ObjectUpdater Updater => _updater;

    public ObjectDeleter Deleter => _deleter;

    public ApiResponse Send(ApiRequest request, UserInfo user)
    {
        if (AccessReviews.Serves(request.Resource))
        {
            return request.Verb == ApiVerb.Create ? _reviews.Create(request, user) : throw ApiErrors.MethodNotAllowed();
        }

        var definition = Definition(request);
        return request.Subresource is { } subresource ? SendTo(subresource, definition, request) : request.Verb switch
        {
            ApiVerb.Get => _reader.Get(definition, request),
            ApiVerb.List => _reader.List(definition, request),
            ApiVerb.Create when request.Name is null => _creator.Create(definition, request),
            ApiVerb.Update => _updater.Update(definition, request, UpdateScope.Main),
            ApiVerb.Patch => _updater.Patch(definition, request, UpdateScope.Main),
            ApiVerb.Delete => _deleter.Delete(definition, request),
            ApiVerb.DeleteCollection => _deleter.DeleteCollection(definition, request),
            _ => throw ApiErrors.MethodNotAllowed(),
        };
    }

    public ApiWatchResult Watch(ApiRequest request) => request.Verb == ApiVerb.Watch && request.Subresource is null
        ? _reader.Watch(Definition(request), request)
        : throw ApiErrors.MethodNotAllowed();

    private static ResourceDefinition Definition(ApiRequest request)
    {
        var resource = request.Resource;
        var found = ResourceCatalog.Find(resource.Group, resource.Version, resource.Plural) ?? throw ApiErrors.NoSuchPath();
        var needsName = request.Verb is ApiVerb.Get or ApiVerb.Update or ApiVerb.Patch or ApiVerb.Delete || request.Subresource is not null;
        return needsName && string.IsNullOrEmpty(request.Name) ? throw ApiErrors.MethodNotAllowed() : found;
    }

    private ApiResponse SendTo(string subresource, ResourceDefinition definition, ApiRequest request)
    {
        if (definition.Info.Subresource(subresource) is null)
        {
            throw ApiErrors.NoSuchPath();
        }

        if (UpdateScopes.Find(subresource) is { } scope)
        {
            return request.Verb switch
            {
                ApiVerb.Get when subresource != "finalize" => _reader.Get(definition, request),
                ApiVerb.Update => _updater.Update(definition, request, scope),
                ApiVerb.Patch when subresource != "finalize" => _updater.Patch(definition, request, scope),
                _ => throw ApiErrors.MethodNotAllowed(),
            };
        }

        return (subresource, request.Verb) switch
        {
            ("scale", ApiVerb.Get) => _scale.Get(definition, request),
            ("scale", ApiVerb.Update) => _scale.Update(definition, request),
            ("scale", ApiVerb.Patch) => _scale.Patch(definition, request),
            ("binding", ApiVerb.Create) => _binding.Create(definition, request),
            ("eviction", ApiVerb.Create) => _eviction.Create(definition, request),
            ("token", ApiVerb.Create) => _token.Create(definition, request),
            _ => throw ApiErrors.MethodNotAllowed(),
        };
    }
}
