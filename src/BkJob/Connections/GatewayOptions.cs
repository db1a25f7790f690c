using BkJob.Protocol;

namespace BkJob;

/// <summary>Options that only the API gateway supports, and those that it does not.</summary>
internal static class GatewayOptions
{
    public const string DefaultStage = "prod";

    /// <summary>Returns the message for a parameter that the API does not support; otherwise null.</summary>
    public static string? Validate(ConnectionInput input, BkJobApi api, Uri server) =>
        ApiProfile.For(api).IsGateway ? ValidateForGateway(input, api, server) : ValidateForEsb(input, api);

    private static string? ValidateForEsb(ConnectionInput input, BkJobApi api) =>
        input.IsApplicationState ? Messages.FormatEsbHasNoApplicationState(api)
        : input.Stage is not null ? Messages.FormatEsbHasNoStage(api)
        : null;

    private static string? ValidateForGateway(ConnectionInput input, BkJobApi api, Uri server)
    {
        if (input.CredentialLocation is CredentialLocation.Body or CredentialLocation.Query)
        {
            return Messages.FormatGatewayReadsHeader(api);
        }

        if (input.IsApplicationState && input.UserName!.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return Messages.ActingUserNotAscii;
        }

        return StageIn(server) is { } named && input.Stage is { } stage && stage != named
            ? Messages.FormatStageTwice(named, stage)
            : null;
    }

    /// <summary>The stage at the end of an address of the gateway; null if it contains none.</summary>
    public static string? StageIn(Uri server)
    {
        string last = server.AbsolutePath.TrimEnd('/').Split('/')[^1];
        return last.Length > 0 && last != ApiProfile.GatewayName ? last : null;
    }
}
