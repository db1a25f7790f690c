using BkJob.Protocol;

namespace BkJob;

/// <summary>What only the API gateway knows, and what it does not.</summary>
internal static class GatewayOptions
{
    public const string DefaultStage = "prod";

    /// <summary>What does not fit the API in what was given; null when all does.</summary>
    public static string? Complain(ConnectionInput input, BkJobApi api, Uri server) =>
        Dialects.IsGateway(api) ? ComplainForGateway(input, api, server) : ComplainForEsb(input, api);

    private static string? ComplainForEsb(ConnectionInput input, BkJobApi api) =>
        input.IsApplicationState ? $"-ApplicationState is for the API gateway; {api} has no such thing. Give -Api GatewayV3 or GatewayV4."
        : input.Stage is not null ? $"-Stage is for the API gateway; {api} has no stages. Give -Api GatewayV3 or GatewayV4."
        : null;

    private static string? ComplainForGateway(ConnectionInput input, BkJobApi api, Uri server)
    {
        if (input.CredentialLocation is CredentialLocation.Body or CredentialLocation.Query)
        {
            return $"The API gateway reads credentials in the header alone: with {api}, leave -CredentialLocation out.";
        }

        if (input.IsApplicationState && input.UserName!.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return "With -ApplicationState the user goes into a header: -UserName can hold letters, digits and signs of ASCII alone.";
        }

        string last = server.AbsolutePath.TrimEnd('/').Split('/')[^1];
        bool namesStage = last.Length > 0 && last != GatewayPath.Name;
        return namesStage && input.Stage is { } stage && stage != last
            ? $"The server's address ends in \"{last}\" and -Stage says \"{stage}\". Give the stage once."
            : null;
    }
}
