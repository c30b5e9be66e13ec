"""What botocore answers where a service is reached. Stands before the scripts that ask."""

from urllib.parse import urlsplit

from botocore.exceptions import EndpointProviderError


def answers(provider, parameters, region):
    """Where the service is reached in a region, with and without FIPS and both families of addresses."""
    for fips in (False, True):
        for both in (False, True):
            given = {"Region": region, "UseFIPS": fips, "UseDualStack": both}
            given = {name: value for name, value in given.items() if name in parameters}
            try:
                found = provider.resolve_endpoint(**given)
            except EndpointProviderError:
                continue
            schemes = found.properties.get("authSchemes", [])
            signed = [scheme.get("signingRegion") for scheme in schemes if scheme["name"] == "sigv4"]
            url = urlsplit(found.url)
            # Where nothing is known of what stands for a whole partition, that is no host.
            is_nonsense = region.endswith("-global") and f".{region}." in url.netloc
            if url.path in ("", "/") and not is_nonsense:
                yield {"region": region, "fips": fips, "dual_stack": both, "host": url.netloc,
                       "signing_region": signed[0] if signed else None}
